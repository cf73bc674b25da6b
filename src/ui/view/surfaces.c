/* The picker of surfaces: a page of small pictures. */
#include "view.h"

#include <stdio.h>

#include "ui/picker.h"

enum { TEXT_ROWS = 3, TOP = 2, LEFT = 3 };

/* How the page is divided; small screens leave out the pictures' first and last rows. */
struct grid {
    size_t rows, columns;
    int item_rows, item_cols;
    int skip; /* rows of a picture that are left out above, and below */
};

static struct grid
grid_of(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    struct grid grid = {.columns = picker_columns(draw->model)};
    grid.skip = l->rows < 2 * (THUMB_ROWS + TEXT_ROWS + 1) + TOP + 1;
    grid.item_rows = THUMB_ROWS - 2 * grid.skip + TEXT_ROWS + 1;
    grid.item_cols = (l->cols - LEFT) / (int)grid.columns;
    int lines = (l->rows - TOP - 1) / grid.item_rows;
    grid.rows = lines > 1 ? (size_t)lines : 1;
    return grid;
}

/* Nine bands over the whole of the field's colours. */
static color_t
band_color(const struct colormap *map, int band)
{
    if (band >= THUMB_BANDS || map->levels == 0)
        return COLOR_NONE;
    return map->field[band * (map->levels - 1) / (THUMB_BANDS - 1)];
}

static void
put_picture(const struct draw *draw, const struct thumbnail *thumbnail, int skip, int col,
            int row)
{
    static const char shades[] = " .:-=+*#%";
    const struct theme *theme = &draw->model->theme;
    for (int r = 0; r < THUMB_ROWS - 2 * skip; r++)
        for (int c = 0; c < THUMB_COLS; c++) {
            int upper = thumbnail->band[2 * (r + skip)][c],
                lower = thumbnail->band[2 * (r + skip) + 1][c];
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
put_selected(const struct draw *draw, const struct thumbnail *thumbnail,
             const struct grid *grid, int col, int row)
{
    const struct theme *theme = &draw->model->theme;
    struct style tint = {.bg = theme_selection(theme)};
    int width = grid->item_cols - 2, text = row + grid->item_rows - 1 - TEXT_ROWS;
    canvas_fill(draw->canvas, (struct rect){col, text, width, TEXT_ROWS}, ' ', tint);
    for (int r = row; r < text + TEXT_ROWS; r++)
        if (!theme->ascii || r == text) /* a stack of ">" would be no line */
            put(draw, col - 1, r, 1, theme_text(theme, "▌", ">"),
                bold(draw, ROLE_BRIGHT));
    put_cut(draw, col, text + 2, width, thumbnail->minima, role(draw, ROLE_MUTED));
}

static void
put_item(const struct draw *draw, size_t i, const struct grid *grid, int col, int row)
{
    const struct model *m = draw->model;
    const struct thumbnail *thumbnail = picture_thumbnail(draw->picture, i);
    bool chosen = i == m->picked;
    int width = grid->item_cols - 2, text = row + grid->item_rows - 1 - TEXT_ROWS;
    if (thumbnail->made && !thumbnail->failed)
        put_picture(draw, thumbnail, grid->skip, col, row);
    if (chosen)
        put_selected(draw, thumbnail, grid, col, row);
    put_cut(draw, col, text, width, picker_title(m, i), bold(draw, ROLE_BRIGHT));
    put_cut(draw, col, text + 1, width, picker_note(m, i),
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
    snprintf(text, sizeof text, "%zu more below", below);
    if (below)
        right = put_right(draw, right, hints, text, role(draw, ROLE_MUTED)) - 2;
    put_picker_keys(draw, right, "opens");
}

static void
draw_surfaces(const struct draw *draw)
{
    const struct model *m = draw->model;
    if (m->pane != PANE_SURFACES)
        return;
    size_t n = picker_count(m);
    struct grid grid = grid_of(draw);
    size_t rows = grid.rows, columns = grid.columns;
    size_t at = m->picked / columns, first = at >= rows ? at - rows + 1 : 0;
    canvas_clear(draw->canvas);
    for (size_t k = 0; k < rows * columns && first * columns + k < n; k++)
        put_item(draw, first * columns + k, &grid,
                 LEFT + (int)(k % columns) * grid.item_cols,
                 TOP + (int)(k / columns) * grid.item_rows);
    size_t shown = (first + rows) * columns;
    put_frame(draw, shown < n ? n - shown : 0);
}

const struct pane_view view_surfaces = {.id = "surfaces", .draw = draw_surfaces};
