/*
 * The value of a contour stands once on it, where it runs flat for the width of the text,
 * near mid-height and away from other lines.
 */
#include <math.h>
#include <stdlib.h>

#include "field_parts.h"
#include "number.h"

enum { LABEL_COLUMNS_MAX = 12, REFUSED = 1 << 20 };

/* Contours of another level in the text's cells and one around. */
static int
crowd(const struct field *field, int level, int col, int row, int width)
{
    const struct rect *pane = &field->view.pane;
    int n = 0;
    for (int r = row - 1; r <= row + 1; r++) {
        for (int c = col - 1; c <= col + width; c++) {
            if (r < 0 || c < 0 || r >= pane->rows || c >= pane->cols)
                continue;
            uint8_t owner = field->line_level[r * pane->cols + c];
            n += owner != NO_LEVEL && owner != level;
        }
    }
    return n;
}

/* Cells of the text that the line runs through. */
static int
covered(const struct field *field, int level, int col, int row, int width)
{
    const uint8_t *owner = field->line_level + row * field->view.pane.cols + col;
    int n = 0;
    for (int i = 0; i < width; i++)
        n += owner[i] == level;
    return n;
}

static int
penalty(const struct field *field, int level, int col, int row, int width)
{
    const struct rect *pane = &field->view.pane;
    int middle = field->line_level[row * pane->cols + col + width / 2];
    if (middle != level)
        return REFUSED;
    int missing = width - covered(field, level, col, row, width);
    return 12 * missing + 8 * crowd(field, level, col, row, width) +
           abs(2 * row - pane->rows) + abs(2 * col + width - pane->cols) / 4;
}

struct label_place
label_find(const struct field *field, int level, int width)
{
    const struct rect *pane = &field->view.pane;
    struct label_place best = {0, -1};
    int least = REFUSED;
    for (int row = 1; row < pane->rows - 1; row++) {
        for (int col = 1; col + width < pane->cols; col++) {
            int cost = penalty(field, level, col, row, width);
            if (cost < least) {
                least = cost;
                best = (struct label_place){col, row};
            }
        }
    }
    return best;
}

static void
write_label(const struct field *field, struct canvas *canvas, struct label_place place,
            const char *text, const struct field_style *style)
{
    const struct rect *pane = &field->view.pane;
    for (int i = 0; i < text_width(text); i++) {
        size_t at = (size_t)(place.row * pane->cols + place.col + i);
        struct cell *cell =
            canvas_at(canvas, pane->col + place.col + i, pane->row + place.row);
        int level = colormap_level(style->map, (double)cell_tone(field, at));
        if (cell)
            *cell =
                (struct cell){' ', COLOR_NONE,
                              level < 0 ? COLOR_NONE : style->map->plate_label[level], 0};
    }
    struct style label = {style->label.fg, COLOR_NONE, style->label.attr};
    canvas_text(canvas, pane->col + place.col, pane->row + place.row, LABEL_COLUMNS_MAX,
                text, label);
}

void
field_draw_labels(const struct field *field, struct canvas *canvas,
                  const struct field_style *style)
{
    bool lines = style->glyphs != DOTS_HALF || style->map->rung == RUNG_RGB ||
                 style->map->rung == RUNG_256;
    for (size_t i = 0; lines && i < field->levels.n; i++) {
        char text[NUMBER_TEXT_MAX];
        if (!field->levels.major[i])
            continue;
        level_text(&field->levels, i, style->ascii, text);
        int width = text_width(text);
        if (width > LABEL_COLUMNS_MAX)
            continue;
        struct label_place place = label_find(field, (int)i, width);
        if (place.row >= 0)
            write_label(field, canvas, place, text, style);
    }
}
