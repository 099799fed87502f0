-- The buckets of clients, of Bucket4j.
CREATE TABLE rate_limit (
    id         text PRIMARY KEY,
    state      bytea,
    expires_at bigint
);
