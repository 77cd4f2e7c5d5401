/**
 * A name as the code has it: upper case, without diacritics, words parted by one blank. `đ`, which is
 * a letter of its own, becomes `D`.
 */
export const plainVietnameseName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase()
    .trim()
    .replace(/\s+/g, ' ');
