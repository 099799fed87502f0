-- The assignments that the students of the class have solved.
CREATE TABLE solved_assignment (
    student    text NOT NULL,
    assignment text NOT NULL,
    PRIMARY KEY (student, assignment)
);
