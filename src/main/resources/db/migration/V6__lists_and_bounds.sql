-- The bytes of an ended job and its points and states; 0 until they are counted.
ALTER TABLE job ADD COLUMN bytes bigint NOT NULL DEFAULT 0;

CREATE INDEX job_by_client ON job (client, number DESC);
CREATE INDEX job_without_key ON job (number DESC) WHERE client <> 'teacher' AND client NOT LIKE 'student %';
CREATE INDEX job_ended ON job (client, finished DESC) INCLUDE (bytes) WHERE finished IS NOT NULL;
CREATE INDEX job_uncounted ON job (finished) WHERE finished IS NOT NULL AND bytes = 0;
