/** Languages that pages are written in. */
export type Language = 'vi' | 'en';

/** A text in both languages. */
export type Texts<Name extends string> = Readonly<Record<Language, Readonly<Record<Name, string>>>>;

/** The language that a reader likes best of the two; English where neither is asked for. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((wish) => {
      const [name = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return {
        language: name.split('-')[0],
        weight: quality ? Number(quality.split('=')[1]) || 0 : 1,
      };
    });
  const weightOf = (language: Language): number =>
    Math.max(0, ...wishes.filter((wish) => wish.language === language).map(({ weight }) => weight));
  return weightOf('vi') > weightOf('en') ? 'vi' : 'en';
}
