declare const brand: unique symbol;

/** Nominal type with no runtime cost. Only a parser in the same file may create one. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
