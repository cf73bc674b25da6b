/**
 * @file fast.h
 * For pictures alone: right to a few roundings, and vectorised by the compiler wherever
 * it stands in a loop. Nothing that enters a trajectory may use it (see exact.h).
 */
#ifndef ENGINE_FAST_H
#define ENGINE_FAST_H

#include <stdint.h>
#include <string.h>

#include "wide.h"

/**
 * exp(x) for x <= 0; below -708 it stays at 3e-308.
 *
 * exp(x) = 2^n exp(r), |r| <= ln 2/2, with the first fourteen terms of the series. Adding
 * 1.5 2^52 rounds x/ln 2 to n and leaves it in the low bits, from where it goes into the
 * exponent.
 */
ENGINE_INLINE double
fast_exp(double x)
{
    static const double shift = 0x1.8p52, inverse = 0x1.71547652b82fep0;
    static const double ln2_high = 0x1.62e42fefa3800p-1, ln2_low = 0x1.ef35793c76730p-45;
    double clamped = x < -708 ? -708 : x;
    double shifted = clamped * inverse + shift, n = shifted - shift;
    double r = clamped - n * ln2_high - n * ln2_low, r2 = r * r, r4 = r2 * r2;
    double p01 = 1 + r, p23 = 1.0 / 2 + r * (1.0 / 6);
    double p45 = 1.0 / 24 + r * (1.0 / 120), p67 = 1.0 / 720 + r * (1.0 / 5040);
    double p89 = 1.0 / 40320 + r * (1.0 / 362880);
    double pab = 1.0 / 3628800 + r * (1.0 / 39916800);
    double pcd = 1.0 / 479001600 + r * (1.0 / 6227020800);
    double low = p01 + r2 * p23, middle = p45 + r2 * p67, high = p89 + r2 * pab;
    double p = low + r4 * (middle + r4 * (high + r4 * pcd));
    uint64_t power, bits;
    memcpy(&power, &shifted, sizeof power);
    memcpy(&bits, &p, sizeof bits);
    bits += power << 52;
    memcpy(&p, &bits, sizeof p);
    return p;
}

#endif
