/* Random123's Philox, and Box-Muller on SLEEF's deterministic functions: libm's log and
 * cos may differ from one CPU to the next. */
#include "random.h"

#include <math.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <Random123/philox.h>
#pragma GCC diagnostic pop
#include <sleef.h>

static double
to_unit(uint32_t high, uint32_t low)
{
    uint64_t bits = (uint64_t)high << 32 | low;
    return (double)(bits >> 11) * 0x1p-53;
}

/* The counter: draw (48 bits), purpose (16 bits), step (64 bits). */
void
random_uniform(uint64_t seed, enum purpose purpose, int64_t step, uint64_t draw,
               double u[2])
{
    uint64_t t = (uint64_t)step;
    philox4x32_key_t key = {
        {(uint32_t)seed, (uint32_t)(seed >> 32)}
    };
    philox4x32_ctr_t counter = {
        {(uint32_t)draw, (uint32_t)(draw >> 32 & 0xffff) | (uint32_t)purpose << 16,
         (uint32_t)t, (uint32_t)(t >> 32)}
    };
    philox4x32_ctr_t r = philox4x32(counter, key);
    u[0] = to_unit(r.v[0], r.v[1]);
    u[1] = to_unit(r.v[2], r.v[3]);
}

void
random_normal(uint64_t seed, enum purpose purpose, int64_t step, uint64_t draw,
              double z[2])
{
    double u[2];
    random_uniform(seed, purpose, step, draw, u);
    double radius =
        sqrt(-2 * Sleef_cinz_logd1_u10purec(1 - u[0])); /* 1 - u is in (0, 1] */
    z[0] = radius * Sleef_cinz_cospid1_u05purec(2 * u[1]);
    z[1] = radius * Sleef_cinz_sinpid1_u05purec(2 * u[1]);
}
