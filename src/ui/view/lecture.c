/*
 * Lecture mode: few words, big numerals, readable from ten metres. Three racers at most:
 * the chosen one and those who lead.
 */
#include "view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/big.h"
#include "render/number.h"
#include "ui/slot.h"

enum { TOP = 1 };

/* "3e-07" is "3e-7". */
static void
strip_exponent(char *text)
{
    char *digits = strchr(text, 'e');
    if (!digits)
        return;
    digits += digits[1] == '-' ? 2 : 1;
    size_t zeros = strspn(digits, "+0");
    memmove(digits, digits + zeros, strlen(digits + zeros) + 1);
}

/* The most digits that fit in @cols, three significant ones at most: "2.99", "0.006". */
static void
short_number(double value, int cols, int size, char *text, size_t length)
{
    double magnitude = fabs(value);
    bool exponent = magnitude >= 1000 || (magnitude > 0 && magnitude < 0.0005);
    if (!isfinite(value)) {
        snprintf(text, length, "%s", isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
        return;
    }
    int decimals = magnitude < 0.0995 ? 3 : magnitude < 9.995 ? 2 : 1;
    for (; !exponent && decimals >= 0; decimals--) {
        snprintf(text, length, "%.*f", decimals, value);
        bool says = magnitude == 0 || magnitude >= pow(10, -decimals); /* not "0.0" */
        if (big_width(text, size) <= cols && says)
            return;
    }
    snprintf(text, length, "%.0e", value);
    strip_exponent(text);
}

/* How much room there is: the largest digits that leave it for all that is shown. */
struct fit {
    int size;
    int blocks_from, block_rows; /* a block is a racer's name and loss */
    int blocks;                  /* so many fit */
};

static struct fit
fit_of(const struct layout *l, int size)
{
    struct fit fit = {.size = size};
    int bottom = l->scrub.row - 1, airy = size > BIG_LEAST;
    fit.blocks_from = TOP + big_rows(size) + (airy ? 4 : 2);
    fit.block_rows = big_rows(size) + 1 + size;
    fit.blocks = (bottom - 1 - fit.blocks_from) / fit.block_rows;
    return fit;
}

static bool
draws_pixels(const struct draw *draw)
{
    const struct theme *theme = &draw->model->theme;
    return theme->rung != RUNG_MONO && theme->glyphs != DOTS_ASCII;
}

static struct fit
find_fit(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    int n = (int)model_document(draw->model)->n_racers;
    int wanted = n < LECTURE_MAX ? n : LECTURE_MAX;
    int size = draws_pixels(draw) ? BIG_MOST : BIG_COMMON;
    int least = draws_pixels(draw) ? BIG_LEAST : BIG_COMMON;
    struct fit fit = fit_of(l, size);
    while (size > least &&
           (fit.blocks < wanted || big_width("0.006", size) > l->racers.cols))
        fit = fit_of(l, --size);
    fit.blocks = fit.blocks < 1 ? 1 : fit.blocks > wanted ? wanted : fit.blocks;
    return fit;
}

static double
loss_of(const struct model *m, size_t i)
{
    struct rv_row row;
    model_row(m, i, &row);
    return isfinite(row.loss) ? row.loss : INFINITY;
}

size_t
lecture_leader(const struct model *m)
{
    size_t best = 0;
    for (size_t i = 1; i < model_document(m)->n_racers; i++)
        if (loss_of(m, i) < loss_of(m, best))
            best = i;
    return best;
}

static bool
holds(const size_t *set, size_t n, size_t racer)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == racer)
            return true;
    return false;
}

/* The best of those not yet in the set. */
static size_t
next_best(const struct model *m, const size_t *set, size_t n)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < model_document(m)->n_racers; i++)
        if (!holds(set, n, i) && (best == SIZE_MAX || loss_of(m, i) < loss_of(m, best)))
            best = i;
    return best;
}

static void
sort(size_t *set, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && set[k - 1] > set[k]; k--) {
            size_t swap = set[k];
            set[k] = set[k - 1];
            set[k - 1] = swap;
        }
}

size_t
lecture_shown(const struct draw *draw, size_t shown[LECTURE_MAX])
{
    const struct model *m = draw->model;
    struct picture *picture = draw->picture;
    size_t room = (size_t)find_fit(draw).blocks, *set = picture->lecturing;
    bool kept = m->playing && picture->n_lecturing == room &&
                holds(set, room, m->racer) &&
                (room < 2 || holds(set, room, lecture_leader(m))) &&
                set[room - 1] < model_document(m)->n_racers;
    if (!kept) {
        set[0] = m->racer;
        for (size_t n = 1; n < room; n++)
            set[n] = next_best(m, set, n);
        sort(set, room);
        picture->n_lecturing = room;
    }
    memcpy(shown, set, room * sizeof *set);
    return room;
}

bool
is_shown(const struct draw *draw, size_t racer)
{
    size_t shown[LECTURE_MAX];
    if (draw->layout->autopsy)
        return racer == draw->model->racer;
    return !draw->layout->lecture || holds(shown, lecture_shown(draw, shown), racer);
}

static void
put_banner(const struct draw *draw, int col, int row, int cols, size_t i)
{
    const struct theme *theme = &draw->model->theme;
    struct look look = theme_racer(theme, i);
    struct style style = {.fg = look.ink, .bg = look.color, .attr = ATTR_BOLD};
    if (theme->rung == RUNG_MONO)
        style.attr |= ATTR_REVERSE;
    canvas_fill(draw->canvas, (struct rect){col, row, cols, 1}, ' ', style);
    uint32_t mark = theme->shapes ? look.shape : (uint32_t)draw->model->letter[i];
    canvas_put(draw->canvas, col + 1, row, mark, style);
    int used = 4 + put_cut(draw, col + 4, row, cols - 5, draw->model->label[i], style);
    if (i == lecture_leader(draw->model) && used + 7 < cols)
        put_right(draw, col + cols - 1, row, "leads", style);
}

static void
put_big(const struct draw *draw, int col, int row, const char *text, int size,
        color_t color)
{
    uint32_t cells = draw->model->theme.glyphs == DOTS_ASCII ? '#' : GLYPH_FULL;
    int half = 2 * row + (size == BIG_LEAST); /* small ones keep half a row's distance */
    big_text(draw->canvas, col, half, text, size, color, draws_pixels(draw) ? 0 : cells);
}

static void
put_racer(const struct draw *draw, int row, const struct fit *fit, size_t i)
{
    char text[40];
    struct rv_row at;
    struct look look = theme_racer(&draw->model->theme, i);
    int col = draw->layout->racers.col, cols = draw->layout->racers.cols;
    model_row(draw->model, i, &at);
    short_number(at.loss, cols, fit->size, text, sizeof text);
    put_banner(draw, col, row, cols, i);
    put_big(draw, col, row + (fit->size > BIG_LEAST ? 2 : 1), text, fit->size,
            look.color);
}

static void
put_setting(const struct draw *draw, int col, int row, int cols)
{
    char text[80], value[PROMPT_MAX];
    const struct model *m = draw->model;
    if (slot_count(m) == 0)
        return;
    const struct rv_param *param = slot_param(m, m->setting);
    double now = slot_value(m, m->setting);
    if (now < 0 && param->scale == RV_CHOICE)
        return;
    snprintf(text, sizeof text, "%s %s", model_symbol(m, param),
             rv_param_format(param, now, value));
    int used = put(draw, col, row, cols, text, bold(draw, ROLE_BRIGHT));
    snprintf(text, sizeof text, "of %s", slot_owner(m));
    put_cut(draw, col + used + 1, row, cols - used - 1, text,
            m->on_surface ? bold(draw, ROLE_TEXT) : racer_style(draw, m->racer));
}

static void
put_step(const struct draw *draw, const struct fit *fit)
{
    char step[24];
    int col = draw->layout->racers.col, cols = draw->layout->racers.cols;
    int row = TOP + (fit->size > BIG_LEAST ? 2 : 1);
    const struct theme *theme = &draw->model->theme;
    int used = put(draw, col, TOP, cols, "STEP", bold(draw, ROLE_MUTED)) + 2;
    put(draw, col + used, TOP, cols - used,
        draw->model->playing ? theme_text(theme, "▶", ">")
                             : theme_text(theme, "▮▮", "||"),
        bold(draw, ROLE_MUTED));
    snprintf(step, sizeof step, "%lld", (long long)draw->model->playhead);
    if (big_width(step, fit->size) > cols)
        put(draw, col, row, cols, step, bold(draw, ROLE_BRIGHT));
    else
        put_big(draw, col, row, step, fit->size, role(draw, ROLE_BRIGHT).fg);
}

static void
draw_lecture(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    size_t shown[LECTURE_MAX];
    if (!l->lecture)
        return;
    struct fit fit = find_fit(draw);
    int col = l->racers.col, cols = l->racers.cols, bottom = l->scrub.row - 1;
    put_step(draw, &fit);
    int row = fit.blocks_from;
    size_t n = lecture_shown(draw, shown);
    for (size_t k = 0; k < n; k++, row += fit.block_rows)
        put_racer(draw, row, &fit, shown[k]);
    size_t more = model_document(draw->model)->n_racers - n;
    char words[64] = "loss, smaller is better", race[32];
    snprintf(race, sizeof race, "%zu more race", more);
    if (more > 0)
        snprintf(words, sizeof words,
                 cols < 37 ? "loss; %s" : "loss, smaller is better; %s", race);
    if (row < bottom)
        put(draw, col, row, cols, words, role(draw, ROLE_MUTED));
    put_setting(draw, col, row + 2 < bottom ? row + 2 : bottom, cols);
}

const struct pane_view view_lecture = {.id = "lecture", .draw = draw_lecture};
