package dev.downhill.explain.transcript;

/**
 * The printed digits that a program explains and the specification does not.
 *
 * @param line the first line that the specification does not print, from 1.
 * @param step the step of that line, as the program counts it.
 * @param lines how many lines there are that the specification does not print.
 * @param numbers how many numbers.
 * @param digits how many of their digits, from the first wrong one of each number on.
 * @param evidence the logarithm, base 10, of how many printouts as near to the specification's there are: the more, the less likely is
 *     a hit by chance.
 * @param checked how many numbers the program prints in all, right to the last digit.
 * @param convention the meaning of the lines as the program prints them
 */
public record Support(
        int line, long step, int lines, int numbers, int digits, double evidence, int checked, Convention convention) {}
