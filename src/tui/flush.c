#include "tui/flush.h"

#include <string.h>

void
flush_init(struct flush *flush, struct screen *screen)
{
    *flush = (struct flush){0};
    writer_init(&flush->writer, screen);
}

void
flush_finish(struct flush *flush)
{
    canvas_finish(&flush->shown);
    writer_finish(&flush->writer);
}

void
flush_forget(struct flush *flush)
{
    flush->valid = false;
}

static bool
is_blank(const struct cell *cell)
{
    return (cell->glyph == 0 || cell->glyph == ' ') && cell->attr == 0;
}

static bool
look_the_same(const struct cell *one, const struct cell *two)
{
    if (one->bg != two->bg)
        return false;
    bool same = one->glyph == two->glyph && one->fg == two->fg && one->attr == two->attr;
    return same || (is_blank(one) && is_blank(two));
}

static void
show_row(struct flush *flush, const struct canvas *canvas, int row)
{
    size_t offset = (size_t)row * (size_t)canvas->cols;
    const struct cell *new = canvas->cells + offset;
    struct cell *old = flush->shown.cells + offset;
    size_t size = (size_t)canvas->cols * sizeof *new;
    if (memcmp(new, old, size) == 0)
        return;
    /* Where the last cell of all scrolls the screen it stays blank. */
    bool corner = row == canvas->rows - 1 && flush->writer.screen->scrolls;
    for (int col = 0; col < canvas->cols - corner; col++)
        if (!look_the_same(&new[col], &old[col]))
            writer_cell(&flush->writer, col, row, &new[col], col == canvas->cols - 1);
    memcpy(old, new, size);
}

/* The size has changed, or somebody has written on the terminal: begin with nothing. */
static bool
begin_anew(struct flush *flush, const struct canvas *canvas)
{
    if (!canvas_resize(&flush->shown, canvas->cols, canvas->rows))
        return false;
    canvas_clear(&flush->shown);
    writer_forget(&flush->writer);
    writer_clear(&flush->writer);
    flush->valid = true;
    return true;
}

bool
flush_canvas(struct flush *flush, const struct canvas *canvas)
{
    bool fits = flush->shown.cols == canvas->cols && flush->shown.rows == canvas->rows;
    writer_begin(&flush->writer);
    if ((!flush->valid || !fits) && !begin_anew(flush, canvas))
        return false;
    for (int row = 0; row < canvas->rows; row++)
        show_row(flush, canvas, row);
    return writer_send(&flush->writer);
}
