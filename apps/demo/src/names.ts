/**
 * Names of a small town that does not exist.
 *
 * @module
 */

/** A place as its owner registers it. */
export interface StoryVenue {
  readonly name: string;
  readonly address: string;
  /** One empty zone: the venue as a whole. */
  readonly zones: readonly [string, ...string[]];
}

/** Places of the town, in the order in which they register. */
export const VENUES: readonly [StoryVenue, ...StoryVenue[]] = [
  { name: 'Phở Bà Dần', address: '12 Hàng Bông', zones: ['Tầng 1', 'Tầng 2'] },
  { name: 'Chợ Bến Thủy', address: '1 Nguyễn Du', zones: ['Hàng rau', 'Hàng cá', 'Hàng vải'] },
  { name: 'Trạm y tế Hưng Dũng', address: '45 Lê Viết Thuật', zones: ['Phòng chờ', 'Phòng khám'] },
  { name: 'Cà phê Lối Cũ', address: '7 Hồ Tùng Mậu', zones: [''] },
  { name: 'Nhà văn hóa Trường Thi', address: '30 Phong Định Cảng', zones: ['Hội trường', ''] },
  { name: 'Thư viện tỉnh', address: '2 Lê Hồng Phong', zones: ['Phòng đọc', 'Phòng mượn'] },
  { name: 'Bến xe Vinh', address: '77 Lê Lợi', zones: ['Phòng chờ'] },
  { name: 'Siêu thị Bình Minh', address: '19 Quang Trung', zones: [''] },
  { name: 'Ủy ban phường Cửa Nam', address: '5 Đào Tấn', zones: ['Một cửa'] },
  { name: 'Chùa Cần Linh', address: '9 Trần Phú', zones: [''] },
];

const FAMILY_NAMES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Phan',
  'Vũ',
  'Đặng',
  'Bùi',
] as const;
const GIVEN_NAMES = [
  'Thị An',
  'Văn Bình',
  'Thị Chi',
  'Minh Dũng',
  'Thu Hà',
  'Quang Hải',
  'Thị Lan',
  'Đức Long',
  'Ngọc Mai',
  'Hữu Nam',
  'Thị Oanh',
  'Xuân Phúc',
  'Thanh Tâm',
  'Anh Tuấn',
] as const;

/** Lists to draw a person's name from. */
export const PEOPLE: {
  readonly family: typeof FAMILY_NAMES;
  readonly given: typeof GIVEN_NAMES;
} = { family: FAMILY_NAMES, given: GIVEN_NAMES };
