/**
 * @file bits.h
 * Equal to the last bit: tells 0 from -0, and compares NaN.
 */
#ifndef TESTS_ENGINE_BITS_H
#define TESTS_ENGINE_BITS_H

#include "../close.h"

#define assert_same_bits(a, b)                                         \
    do {                                                               \
        double bits_of_a = (a), bits_of_b = (b);                       \
        if (memcmp(&bits_of_a, &bits_of_b, sizeof bits_of_a) != 0)     \
            print_error("%.17g is not %.17g\n", bits_of_a, bits_of_b); \
        assert_memory_equal(&bits_of_a, &bits_of_b, sizeof bits_of_a); \
    } while (0)

#endif
