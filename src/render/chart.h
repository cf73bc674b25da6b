/**
 * @file chart.h
 * Line charts in dots: several series against step, linear or logarithmic upwards.
 */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "axis.h"
#include "canvas.h"
#include "dots.h"

/** The value of one series at a step; NaN where there is none. */
typedef double chart_value_fn(void *ctx, size_t series, int64_t step);

struct chart_series {
    color_t color;
    uint32_t shape, letter; /**< glyph at the right edge; letter for ASCII */
    color_t shape_fg;       /**< glyph on the filled cell */
    bool dashed;
    bool thick;       /**< the chosen one: two dots where the plot is high enough */
    bool faint;       /**< a ghost: under the others, without a cell at the edge */
    uint64_t version; /**< changes when its past values do; 0: never kept */
    int64_t until;    /**< its own last step: of a ghost, or of all with @own_ends */
};

enum { CHART_CURVES_MAX = 24 };

/** One curve as far as its columns are complete. */
struct chart_curve {
    struct dots dots;
    struct dash dash;
    uint64_t version; /**< 0: nothing drawn */
    bool thick, dashed;
    int column;   /**< the next one */
    int64_t step; /**< of the last one; -1: none */
    double x, y;  /**< where that one is, in dots */
};

/** Smallest and largest finite value, and the smallest above 0. */
struct chart_span {
    double low, high, positive;
};

/** The same of one curve as far as its columns are complete. */
struct chart_reach {
    uint64_t version;
    int64_t from, to; /**< the horizontal axis it is for */
    int cols, column;
    int64_t step; /**< of the last column; -1: none */
    struct chart_span span;
};

/** What a chart keeps from frame to frame, so that curves grow by their newest column.
 * The owner begins with zero bytes; it is made anew when axes or size change. */
struct chart_memory {
    struct rect area;
    double lo, hi;
    int64_t from, to;
    bool logarithmic;
    enum dot_glyphs glyphs;
    struct chart_curve curve[CHART_CURVES_MAX];
    struct chart_reach reach[CHART_CURVES_MAX];
};
void chart_memory_finish(struct chart_memory *memory);

struct chart {
    struct rect pane;        /**< with tick labels left and below inside it */
    const char *title;       /**< "loss": in the top row; NULL: none */
    const char *subtitle[2]; /**< "against step": the first that fits whole; or NULL */
    bool inset_title;        /**< no row for the title: it stands in the plot's corner */
    int64_t from, to;        /**< steps on the horizontal axis */
    int64_t playhead; /**< a line when before @to; values beyond it are not asked */
    bool own_ends;    /**< every series goes as far as its own @until */
    bool logarithmic;
    double lo, hi; /**< what the vertical axis must show; see chart_span() */
    size_t n_series;
    const struct chart_series *series;
    chart_value_fn *value;
    void *ctx;
    size_t n_events; /**< ticks at the foot, where curves leave room */
    const int64_t *event;
    struct style event_style;
    struct chart_memory *memory; /**< NULL: every frame draws all of it */
    enum dot_glyphs glyphs;
    bool ascii, mono;
    struct style bright, muted, line, faint;
};

/** Of the values that will be drawn; @chart needs no lo and hi for it. Without any the
 * low one is the larger. */
struct chart_span chart_span(const struct chart *chart);
/** Make it reach @value, unless that is not finite. */
void chart_span_widen(struct chart_span *span, double value);
/** Draw it. One dot column shows the value at its last step, joined to the next. */
void chart_draw(const struct chart *chart, struct canvas *canvas);

#endif
