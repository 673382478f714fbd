/** Something worth telling that is no error: a code and the values of its sentence, which is made where it is shown. */
export interface Note {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}
