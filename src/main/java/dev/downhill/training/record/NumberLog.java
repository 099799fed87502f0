package dev.downhill.training.record;

import java.util.Arrays;

/**
 * Numbers that are appended and never change.
 *
 * <p>They stand in blocks, each twice as long as the one before up to a greatest length, so that growing copies no numbers and
 * little room is left over. No block is so long that the garbage collector gives it whole regions of its own. A reader on
 * another thread may read what it knows, by some volatile read, to have been appended.
 */
final class NumberLog {
    private static final int FIRST_BITS = 4;
    private static final int FIRST = 1 << FIRST_BITS;
    private static final int LONGEST_BITS = 14;
    private static final int LONGEST = 1 << LONGEST_BITS;

    /** The number of blocks shorter than the longest, and of the numbers in them. */
    private static final int SHORTER_BLOCKS = LONGEST_BITS - FIRST_BITS;

    private static final int IN_SHORTER_BLOCKS = LONGEST - FIRST;

    private static final double[][] NO_BLOCKS = new double[0][];

    private double[][] blocks = new double[SHORTER_BLOCKS][];
    private int size;

    int size() {
        return size;
    }

    double get(int index) {
        int block = blockOf(index);
        return blocks[block][index - startOf(block)];
    }

    /** Returns how many of the first {@code count} numbers, which ascend, are at most a bound. */
    int upTo(double bound, int count) {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (get(middle) <= bound) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    void append(double number) {
        room()[size - startOf(blockOf(size))] = number;
        size++;
    }

    /** Appends groups of numbers: {@code width} of them from {@code from} on, then as many {@code stride} further. */
    void append(double[] numbers, int from, int width, int stride, int groups) {
        if (width == 1) {
            appendStrided(numbers, from, stride, groups);
            return;
        }
        for (int group = 0; group < groups; group++) {
            appendStrided(numbers, from + group * stride, 1, width);
        }
    }

    private void appendStrided(double[] numbers, int from, int stride, int count) {
        int next = from;
        int left = count;
        while (left > 0) {
            double[] block = room();
            int at = size - startOf(blockOf(size));
            int end = at + Math.min(left, block.length - at);
            left -= end - at;
            size += end - at;
            for (; at < end; at++, next += stride) {
                block[at] = numbers[next];
            }
        }
    }

    /** Gives back the room for numbers that never came; a reader meanwhile sees the same numbers. */
    void trim() {
        if (size == 0) {
            blocks = NO_BLOCKS;
            return;
        }
        int used = blockOf(size - 1) + 1;
        double[][] exact = Arrays.copyOf(blocks, used);
        exact[used - 1] = Arrays.copyOf(exact[used - 1], size - startOf(used - 1));
        blocks = exact;
    }

    /** Returns the block that the next number goes to. */
    private double[] room() {
        int block = blockOf(size);
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(1, 2 * blocks.length));
        }
        double[] numbers = blocks[block];
        if (numbers == null) {
            numbers = new double[FIRST << Math.min(block, SHORTER_BLOCKS)];
            blocks[block] = numbers;
        }
        return numbers;
    }

    private static int blockOf(int index) {
        return index < IN_SHORTER_BLOCKS
                ? Integer.SIZE - 1 - FIRST_BITS - Integer.numberOfLeadingZeros(index + FIRST)
                : SHORTER_BLOCKS + ((index - IN_SHORTER_BLOCKS) >> LONGEST_BITS);
    }

    private static int startOf(int block) {
        return block < SHORTER_BLOCKS
                ? (FIRST << block) - FIRST
                : IN_SHORTER_BLOCKS + ((block - SHORTER_BLOCKS) << LONGEST_BITS);
    }
}
