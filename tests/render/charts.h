/**
 * @file charts.h
 * A chart of made-up losses for the tests.
 */
#ifndef TESTS_RENDER_CHARTS_H
#define TESTS_RENDER_CHARTS_H

#include "../close.h"

#include "render/chart.h"

enum { SERIES = 6 };

/* Losses that fall at different speeds, one in swings, one into NaN. */
static inline double
made_up_loss(void *ctx, size_t series, int64_t step)
{
    (void)ctx;
    double t = (double)step;
    switch (series) {
    case 0:
        return 500 / (1 + t);
    case 1:
        return 90 / (1 + 0.01 * t * t) * (step % 2 ? 1 : 0.5);
    case 2:
        return t < 120 ? 40 / (1 + 0.02 * t) : NAN;
    case 3:
        return 5.1;
    case 4:
        return 5.6;
    default:
        return 700 / (1 + 0.3 * t);
    }
}

static const struct chart_series six_series[SERIES] = {
    {COLOR_RGB(0xf6f7ef), 0x25cf, 'g', COLOR_RGB(0x080a0e), false, false, false, 0, 0},
    {COLOR_RGB(0xf5bc75), 0x25a0, 'm', COLOR_RGB(0x080a0e), false, false, false, 0, 0},
    {COLOR_RGB(0x88b5f5), 0x25b2, 'n', COLOR_RGB(0x080a0e), true,  false, false, 0, 0},
    {COLOR_RGB(0xffef11), 0x25c6, 'a', COLOR_RGB(0x080a0e), false, false, false, 0, 0},
    {COLOR_RGB(0xfe8cac), 0x25bc, 'r', COLOR_RGB(0x080a0e), false, false, false, 0, 0},
    {COLOR_RGB(0x28dbd6), 0x271a, 'd', COLOR_RGB(0x080a0e), false, true,  false, 0, 0},
};

static inline struct chart
loss_chart(struct rect pane, int64_t to)
{
    return (struct chart){
        .pane = pane,
        .title = "loss",
        .subtitle = {"against step"},
        .to = to,
        .playhead = to,
        .logarithmic = true,
        .lo = 1e-3,
        .hi = 1e3,
        .n_series = SERIES,
        .series = six_series,
        .value = made_up_loss,
        .bright = { COLOR_RGB(0xffffff), COLOR_NONE, ATTR_BOLD},
        .muted = {     COLOR_RGB(0x9aa2af), COLOR_NONE, 0},
        .line = {             COLOR_RGB(0x5b6472), COLOR_NONE, 0},
        .faint = {             COLOR_RGB(0x39404b), COLOR_NONE, 0},
    };
}

#endif
