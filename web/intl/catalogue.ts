/** One text in the forms that a language has for counts; `other` always. Chosen by `count` through Intl.PluralRules. */
export type PluralText = { readonly [Form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/**
 * The texts of one language: flat keys ("composer.send") to a text or to its plural forms. Placeholders are `{{name}}`.
 * The English catalogue is the type that the others follow.
 */
export type Catalogue = Readonly<Record<string, string | PluralText>>;

/** What a translation of catalogue `C` must be: the same keys, texts where it has texts, plural forms where it has those. */
export type Translation<C extends Catalogue> = {
  readonly [Key in keyof C]: C[Key] extends string ? string : PluralText;
};

type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type TextOf<Value> = Value extends string
  ? Value
  : Value extends PluralText
    ? Extract<Value[keyof Value], string>
    : never;

type PlaceholdersOf<Value> = Placeholders<TextOf<Value>> | (Value extends string ? never : "count");

/** The arguments after the key: none for a text without placeholders, else one object that fills all of them. */
export type Arguments<Value> = [PlaceholdersOf<Value>] extends [never]
  ? []
  : [params: { readonly [Name in PlaceholdersOf<Value>]: Name extends "count" ? number : string | number }];

/** `t` of catalogue `C`: the text of a key, with its placeholders filled. A missing or unknown placeholder does not compile. */
export type Translate<C extends Catalogue> = <Key extends keyof C & string>(
  key: Key,
  ...params: Arguments<C[Key]>
) => string;
