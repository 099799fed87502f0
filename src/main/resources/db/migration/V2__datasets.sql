-- Uploaded data sets as their users see them. A text stays as long as a data set or a job uses it.
CREATE TABLE dataset (
    id      text    PRIMARY KEY REFERENCES uploaded_text,
    number  bigint  GENERATED ALWAYS AS IDENTITY,
    owner   text    NOT NULL,
    name    text,
    created bigint  NOT NULL,
    bytes   integer NOT NULL,
    held    bigint  NOT NULL,
    summary bytea   NOT NULL
);
