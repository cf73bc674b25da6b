/**
 * @file chart.h
 * Line charts in dots: several series against step, linear or logarithmic upwards.
 */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "canvas.h"
#include "dots.h"

/** The value of one series at a step; NaN where there is none. */
typedef double chart_value_fn(void *ctx, size_t series, int64_t step);

struct chart_series {
    color_t color;
    uint32_t shape, letter; /**< glyph at the right edge; letter for ASCII */
    color_t shape_fg;       /**< glyph on the filled cell */
    bool dashed, thick;
    bool faint; /**< a ghost: under the others, without a cell at the edge */
};

struct chart {
    struct rect pane;             /**< with tick labels left and below inside it */
    const char *title, *subtitle; /**< "loss", "against step"; drawn in the top row */
    bool inset_title; /**< no row for the title: it stands in the plot's corner */
    int64_t from, to; /**< steps on the horizontal axis */
    int64_t playhead; /**< a line when before @to; values beyond it are not asked */
    bool logarithmic;
    double lo, hi; /**< of the vertical axis; see chart_range() */
    size_t n_series;
    const struct chart_series *series;
    chart_value_fn *value;
    void *ctx;
    enum dot_glyphs glyphs;
    bool ascii, mono;
    struct style bright, muted, line, faint;
};

/** Round lo..hi outwards to decades (log) or ticks, so that heights divide (SCREENS 6).
 */
void chart_range(double *lo, double *hi, bool logarithmic);
/** Draw it. One dot column shows the value at its last step, joined to the next. */
void chart_draw(const struct chart *chart, struct canvas *canvas);

#endif
