-- A process that shares the jobs. Its jobs are its own until lease_until passes.
CREATE TABLE replica (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text        NOT NULL,
    limits      text        NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz NOT NULL
);

-- The uploaded data sets that jobs use.
CREATE TABLE uploaded_text (
    id      text  PRIMARY KEY,
    utf8    bytea NOT NULL,
    options bytea NOT NULL
);

-- Times are nanoseconds since 1970, so that a job comes back as it was.
CREATE TABLE job (
    id            text             PRIMARY KEY,
    number        bigint           NOT NULL,
    client        text             NOT NULL,
    name          text,
    lane          text             NOT NULL,
    status        text             NOT NULL,
    outcome       text,
    created       bigint           NOT NULL,
    started       bigint,
    finished      bigint,
    step          bigint           NOT NULL,
    steps         bigint           NOT NULL,
    final_loss    double precision,
    error         text,
    cancel_reason text,
    fork_of       text,
    uploaded      text             REFERENCES uploaded_text,
    specification bytea            NOT NULL,
    start_state   bytea,
    result        bytea,
    points        integer          NOT NULL DEFAULT 0,
    tests         integer          NOT NULL DEFAULT 0,
    owner         bigint,
    claimed       timestamptz      NOT NULL DEFAULT now(),
    spare         boolean          NOT NULL DEFAULT false,
    fence         bigint           NOT NULL DEFAULT 1,
    takeovers     integer          NOT NULL DEFAULT 0,
    version       bigint           NOT NULL DEFAULT 1
);
CREATE INDEX job_by_number ON job (number DESC);
CREATE INDEX job_active ON job (lane, number) WHERE finished IS NULL;
CREATE INDEX job_by_uploaded ON job (uploaded) WHERE uploaded IS NOT NULL;
CREATE INDEX job_by_end ON job (finished) WHERE finished IS NOT NULL;

-- Recorded points: packed doubles, big-endian.
CREATE TABLE job_points (
    job         text    NOT NULL REFERENCES job ON DELETE CASCADE,
    first_point integer NOT NULL,
    first_test  integer NOT NULL,
    count       integer NOT NULL,
    numbers     bytea   NOT NULL,
    test_losses bytea   NOT NULL,
    PRIMARY KEY (job, first_point, first_test)
);

-- States of the run: 'latest' while it runs, 'kept' and 'last' after its end.
CREATE TABLE job_states (
    job    text  NOT NULL REFERENCES job ON DELETE CASCADE,
    kind   text  NOT NULL,
    states bytea NOT NULL,
    PRIMARY KEY (job, kind)
);

CREATE TABLE idempotency_key (
    client text   NOT NULL,
    key    text   NOT NULL,
    digest text   NOT NULL,
    job    text   NOT NULL REFERENCES job ON DELETE CASCADE,
    PRIMARY KEY (client, key)
);
CREATE INDEX idempotency_key_by_job ON idempotency_key (job);
