/*
 * Lecture mode: few words, big numerals, readable from ten metres. Three racers at most:
 * the chosen one and the first others.
 */
#include "view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/big.h"
#include "render/number.h"
#include "ui/slot.h"

enum { BLOCK_ROWS = 8, TOP = 1, BLOCKS_FROM = TOP + BIG_ROWS + 4 };

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
short_number(double value, int cols, char *text, size_t size)
{
    double magnitude = fabs(value);
    bool exponent = magnitude >= 1000 || (magnitude > 0 && magnitude < 0.0005);
    if (!isfinite(value)) {
        snprintf(text, size, "%s", isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
        return;
    }
    int decimals = exponent ? 0 : magnitude < 0.0995 ? 3 : magnitude < 9.995 ? 2 : 1;
    do {
        snprintf(text, size, exponent ? "%.*e" : "%.*f", decimals, value);
        strip_exponent(text);
    } while (big_width(text) > cols && decimals-- > 0);
}

static uint32_t
block_glyph(const struct draw *draw)
{
    return draw->model->theme.glyphs == DOTS_ASCII ? '#' : GLYPH_FULL;
}

size_t
lecture_shown(const struct draw *draw, size_t shown[LECTURE_MAX])
{
    const struct model *m = draw->model;
    int lines = (draw->layout->scrub.row - 1 - BLOCKS_FROM - 1) / BLOCK_ROWS;
    size_t n = model_document(m)->n_racers, count = 0;
    size_t room = lines < 1 ? 1 : lines > LECTURE_MAX ? LECTURE_MAX : (size_t)lines;
    for (size_t i = 0; i < n && count < room; i++) {
        bool kept_for_chosen = count + 1 == room && i < m->racer;
        if (i == m->racer || !kept_for_chosen)
            shown[count++] = i;
    }
    return count;
}

bool
is_shown(const struct draw *draw, size_t racer)
{
    size_t shown[LECTURE_MAX];
    if (draw->layout->autopsy)
        return racer == draw->model->racer;
    if (!draw->layout->lecture)
        return true;
    size_t n = lecture_shown(draw, shown);
    for (size_t i = 0; i < n; i++)
        if (shown[i] == racer)
            return true;
    return false;
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
    put(draw, col + 4, row, cols - 4, draw->model->label[i], style);
}

static void
put_block(const struct draw *draw, int col, int row, int cols, size_t i)
{
    char text[40];
    struct rv_row at;
    struct look look = theme_racer(&draw->model->theme, i);
    model_row(draw->model, i, &at);
    short_number(at.loss, cols, text, sizeof text);
    put_banner(draw, col, row, cols, i);
    big_text(draw->canvas, col, row + 2, text, look.color, block_glyph(draw));
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
    put(draw, col + used + 3, row, cols - used - 3, text,
        m->on_surface ? bold(draw, ROLE_TEXT) : racer_style(draw, m->racer));
}

static void
draw_lecture(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    size_t shown[LECTURE_MAX];
    char step[24];
    if (!l->lecture)
        return;
    int col = l->racers.col, cols = l->racers.cols, bottom = l->scrub.row - 1;
    put(draw, col, TOP, cols, "STEP", bold(draw, ROLE_MUTED));
    snprintf(step, sizeof step, "%lld", (long long)draw->model->playhead);
    if (big_width(step) > cols)
        put(draw, col, TOP + 2, cols, step, bold(draw, ROLE_BRIGHT));
    else
        big_text(draw->canvas, col, TOP + 2, step, role(draw, ROLE_BRIGHT).fg,
                 block_glyph(draw));
    int row = BLOCKS_FROM;
    size_t n = lecture_shown(draw, shown);
    for (size_t k = 0; k < n; k++, row += BLOCK_ROWS)
        put_block(draw, col, row, cols, shown[k]);
    if (row < bottom)
        put(draw, col, row, cols, "loss, smaller is better", role(draw, ROLE_MUTED));
    put_setting(draw, col, row + 2 < bottom ? row + 2 : bottom, cols);
}

const struct pane_view view_lecture = {.id = "lecture", .draw = draw_lecture};
