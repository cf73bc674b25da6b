/* The picker of surfaces: a page of small pictures. */
#include "view.h"

#include <stdio.h>

#include "ui/picker.h"

enum { ITEM_ROWS = THUMB_ROWS + 4, ITEM_COLS = THUMB_COLS + 3, TOP = 2, LEFT = 3 };

/* Nine bands over the whole of the field's colours. */
static color_t
band_color(const struct colormap *map, int band)
{
    if (band >= THUMB_BANDS || map->levels == 0)
        return COLOR_NONE;
    return map->field[band * (map->levels - 1) / (THUMB_BANDS - 1)];
}

static void
put_picture(const struct draw *draw, const struct thumbnail *thumbnail, int col, int row)
{
    static const char shades[] = " .:-=+*#%";
    const struct theme *theme = &draw->model->theme;
    for (int r = 0; r < THUMB_ROWS; r++)
        for (int c = 0; c < THUMB_COLS; c++) {
            int upper = thumbnail->band[2 * r][c], lower = thumbnail->band[2 * r + 1][c];
            struct style style = {.fg = band_color(&theme->map, upper),
                                  .bg = band_color(&theme->map, lower)};
            uint32_t glyph = GLYPH_UPPER;
            if (theme->glyphs == DOTS_ASCII || theme->rung == RUNG_MONO) {
                glyph = upper < THUMB_BANDS ? (uint32_t)shades[upper] : ' ';
                style = role(draw, ROLE_MUTED);
            }
            canvas_put(draw->canvas, col + c, row + r, glyph, style);
        }
}

static void
put_selected(const struct draw *draw, const struct thumbnail *thumbnail, int col, int row)
{
    struct style tint = {.bg = theme_selection(&draw->model->theme)};
    struct rect below = {col, row + THUMB_ROWS, THUMB_COLS + 1, 3};
    canvas_fill(draw->canvas, below, ' ', tint);
    for (int r = 0; r < THUMB_ROWS + 3; r++)
        put(draw, col - 1, row + r, 1, theme_text(&draw->model->theme, "▌", ">"),
            bold(draw, ROLE_BRIGHT));
    put(draw, col, row + THUMB_ROWS + 2, THUMB_COLS + 1, thumbnail->minima,
        role(draw, ROLE_MUTED));
}

static void
put_item(const struct draw *draw, size_t i, int col, int row)
{
    const struct model *m = draw->model;
    const struct thumbnail *thumbnail = picture_thumbnail(draw->picture, i);
    bool chosen = i == m->picked;
    if (thumbnail->made && !thumbnail->failed)
        put_picture(draw, thumbnail, col, row);
    if (chosen)
        put_selected(draw, thumbnail, col, row);
    put(draw, col, row + THUMB_ROWS, THUMB_COLS, picker_title(m, i),
        bold(draw, ROLE_BRIGHT));
    put(draw, col, row + THUMB_ROWS + 1, THUMB_COLS + 1, picker_note(m, i),
        role(draw, chosen ? ROLE_TEXT : ROLE_MUTED));
}

static void
put_frame(const struct draw *draw, size_t below)
{
    char text[64];
    int hints = draw->layout->rows - 1, right = draw->layout->cols - 1;
    const struct model *m = draw->model;
    snprintf(text, sizeof text, "%zu of %zu", m->picked + 1, picker_count(m));
    put(draw, 1, 0, right, "Choose a surface", bold(draw, ROLE_BRIGHT));
    put_right(draw, right, 0, text, bold(draw, ROLE_BRIGHT));
    put(draw, 1, hints, right,
        "arrows choose   Enter opens   a letter jumps   = types a formula   Esc goes "
        "back",
        role(draw, ROLE_MUTED));
    snprintf(text, sizeof text, "%zu more below", below);
    if (below)
        put_right(draw, right, hints, text, role(draw, ROLE_MUTED));
}

static void
draw_surfaces(const struct draw *draw)
{
    const struct model *m = draw->model;
    if (m->pane != PANE_SURFACES)
        return;
    size_t columns = picker_columns(m), n = picker_count(m);
    int lines = (draw->layout->rows - TOP - 1) / ITEM_ROWS;
    size_t rows = lines > 1 ? (size_t)lines : 1;
    size_t at = m->picked / columns, first = at >= rows ? at - rows + 1 : 0;
    canvas_clear(draw->canvas);
    for (size_t k = 0; k < rows * columns && first * columns + k < n; k++)
        put_item(draw, first * columns + k, LEFT + (int)(k % columns) * ITEM_COLS,
                 TOP + (int)(k / columns) * ITEM_ROWS);
    size_t shown = (first + rows) * columns;
    put_frame(draw, shown < n ? n - shown : 0);
}

const struct pane_view view_surfaces = {.id = "surfaces", .draw = draw_surfaces};
