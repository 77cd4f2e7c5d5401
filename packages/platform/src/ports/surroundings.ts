/** The time now, Unix seconds. The only clock that a use case sees. */
export type Clock = () => number;
