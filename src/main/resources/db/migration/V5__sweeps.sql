-- The replica hands the jobs of a sweep to the queue; another one goes on when it is gone.
CREATE TABLE sweep (
    id            text    PRIMARY KEY,
    number        bigint  GENERATED ALWAYS AS IDENTITY,
    owner         text    NOT NULL,
    created       bigint  NOT NULL,
    specification bytea   NOT NULL,
    grid          bytea   NOT NULL,
    cancelled     boolean NOT NULL DEFAULT false,
    ended         boolean NOT NULL DEFAULT false,
    replica       bigint
);

-- The job is named before it is queued. The columns after it are what was known of the job at last; they stay when it is gone.
CREATE TABLE sweep_trial (
    sweep      text    NOT NULL REFERENCES sweep ON DELETE CASCADE,
    place      integer NOT NULL,
    given_up   boolean NOT NULL DEFAULT false,
    job        text,
    status     text,
    outcome    text,
    final_loss double precision,
    PRIMARY KEY (sweep, place)
);
