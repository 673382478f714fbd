/** What a library file is: an SQLite database that says whose it is and of which format. */

/** `PRAGMA application_id` of a library: "Tess" in ASCII. */
export const APPLICATION_ID = 0x54657373;

/** `PRAGMA user_version`: the format this program writes. */
export const LIBRARY_FORMAT = 4;

/**
 * A photo is a content: one row each, keyed by its SHA-256. A place is where a content was last seen, as its origin knows it
 * (see `Place`); one without a photo was refused before its content was known, or (without a code) is no picture. `taken` is as
 * of `exifFacts`. `seal` guards a row against silent damage: see `row-checksum.ts`. `writer` is whoever is changing the library now: see `write-lock.ts`.
 */
export const SCHEMA: string = `
  CREATE TABLE photos (
    hash BLOB PRIMARY KEY NOT NULL,
    state INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    format TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    codec TEXT NOT NULL,
    thumbnail BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    taken INTEGER,
    seal BLOB NOT NULL
  );
  CREATE TABLE places (
    key BLOB PRIMARY KEY NOT NULL,
    origin TEXT NOT NULL,
    stamp TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash BLOB REFERENCES photos (hash),
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    seal BLOB NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX places_of_photo ON places (hash);
  CREATE TABLE writer (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    pid INTEGER NOT NULL,
    born TEXT NOT NULL,
    host TEXT NOT NULL,
    since INTEGER NOT NULL,
    beat INTEGER NOT NULL
  );
`;

/** Writes whose the file is, and of which format. */
export const STAMP: string = `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LIBRARY_FORMAT};`;
