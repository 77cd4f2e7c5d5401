/** What is published, or about to be. */
export interface Notice {
  readonly id: string;
  readonly runId: string;
  /** Name of the rule: devices add up what a cumulative one publishes. */
  readonly rule: string;
  /** Officer's key id, or `schedule` for an empty one, which comes out when nothing else does. */
  readonly draftedBy: string;
  readonly draftedAt: number;
  /** Officer's key id, or `release` for an empty one. */
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
  /** Place in the signed index; `null` until published. */
  readonly sequence: number | null;
  /** Digest and length of the bundle. */
  readonly sha256: Uint8Array;
  readonly bytes: number;
  /** Digest and length of the venue warning list that comes out with it, also of no warning. */
  readonly warningSha256: Uint8Array;
  readonly warningBytes: number;
  readonly publishedAt: number | null;
  /** Officer's key id. */
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: number | null;
}

/** Immutable bytes by their SHA-256. */
export interface PublishedFile {
  readonly sha256: Uint8Array;
  readonly kind: 'notice' | 'warning';
  readonly bytes: Uint8Array;
}

/** A signed list as it was published. */
export interface SignedList {
  readonly kind: 'keys' | 'index' | 'withdrawn';
  readonly seq: number;
  /** Compact JWS. */
  readonly text: string;
  readonly issuedAt: number;
}

/** Notices, the files they published, and the signed lists that name them. */
export interface NoticeStore {
  /** Stores a draft and its files before anybody can publish them. @returns `false` if the id is taken. */
  insertDraft(notice: Notice, files: readonly PublishedFile[]): Promise<boolean>;
  find(id: string): Promise<Notice | null>;
  /** By time of draft, then id. */
  list(): Promise<readonly Notice[]>;
  /** @returns `false` unless it was a draft by somebody else, not withdrawn. Atomic under concurrent calls. */
  approve(id: string, approval: { readonly by: string; readonly at: number }): Promise<boolean>;
  /**
   * Gives every approved notice that has none, and is not withdrawn, the next sequence, by time of
   * approval, then id; returns those, in order. Sequences start at 1 and rise for ever: each is above
   * all that were ever given, erased notices included. Atomic under concurrent calls.
   */
  publishApproved(at: number): Promise<readonly Notice[]>;
  /** @returns `false` when there is none, or it is withdrawn already. Atomic under concurrent calls. */
  withdraw(id: string, withdrawal: { readonly by: string; readonly at: number }): Promise<boolean>;
  findFile(kind: PublishedFile['kind'], sha256: Uint8Array): Promise<PublishedFile | null>;
  latestList(kind: SignedList['kind']): Promise<SignedList | null>;
  /** @returns `false` unless `seq` is one above the latest of its kind. Atomic under concurrent calls. */
  insertList(list: SignedList): Promise<boolean>;
  /**
   * Erases notices that were published before `cutoff` (Unix seconds), and drafts of before it that
   * never were, all with their files; returns how many notices.
   */
  dropBefore(cutoff: number): Promise<number>;
}
