package dev.downhill.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A service in which a teacher and two students have keys. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest(
        properties = {
            "downhill.security.keys.teacher=chalk",
            "downhill.security.keys.students.ada=engine",
            "downhill.security.keys.students.alan=enigma"
        })
public @interface Classroom {
    String TEACHER = "Bearer chalk";
    String ADA = "Bearer engine";
    String ALAN = "Bearer enigma";
}
