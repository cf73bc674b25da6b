/*
 * Names beside heads while the default race plays: near their heads, apart from each
 * other, and seldom on the move.
 */
#include "bench.h"

#include <stdio.h>

#include "ui/layout.h"
#include "ui/theme.h"

enum { NAMED = 6, STEPS = 100, COLS_NEAR = 4, ROWS_NEAR = 2, LONGEST_AWAY = 20 };

static const char *const names[NAMED] = {"GD",      "Momentum", "Nesterov",
                                         "AdaGrad", "RMSProp",  "Adam"};

struct seen {
    bool head, name;
    int head_col, head_row, col, row;
};

struct film {
    struct bench b;
    struct theme theme;
    struct rect field;
    struct seen now[NAMED], last[NAMED];
    int away[NAMED]; /* pictures in a row */
    int moves;
};

static const struct cell *
cell_at(const struct film *film, int col, int row)
{
    return &film->b.canvas.cells[row * film->b.canvas.cols + col];
}

/* Is it a word of racer @i's that begins at the cell? */
static bool
begins(const struct film *film, size_t i, int col, int row, const char *word)
{
    color_t own = theme_racer(&film->theme, i).color;
    for (size_t k = 0; word[k]; k++) {
        const struct cell *cell = cell_at(film, col + (int)k, row);
        if (cell->glyph != (uint32_t)word[k] || cell->fg != own)
            return false;
    }
    return true;
}

static void
find(struct film *film, size_t i)
{
    struct seen *seen = &film->now[i];
    struct look look = theme_racer(&film->theme, i);
    *seen = (struct seen){0};
    for (int row = film->field.row; row < film->field.row + film->field.rows; row++)
        for (int col = film->field.col; col < film->field.col + film->field.cols; col++) {
            const struct cell *cell = cell_at(film, col, row);
            if (cell->glyph == look.shape && cell->bg == look.color) {
                seen->head = true;
                seen->head_col = col;
                seen->head_row = row;
            } else if (!seen->name && begins(film, i, col, row, names[i])) {
                seen->name = true;
                seen->col = col;
                seen->row = row;
            }
        }
}

static int
width(size_t i)
{
    return (int)strlen(names[i]);
}

static bool
is_racer_color(const struct film *film, color_t color)
{
    for (size_t i = 0; i < NAMED; i++)
        if (theme_racer(&film->theme, i).color == color)
            return true;
    return false;
}

/* Nothing but field, and the name itself, with a column around. */
static bool
is_room(const struct film *film, size_t i, int col, int row)
{
    const struct rect *field = &film->field;
    if (row < field->row || row >= field->row + field->rows || col < field->col ||
        col + width(i) > field->col + field->cols)
        return false;
    for (int c = col - 1; c <= col + width(i); c++) {
        const struct cell *cell = cell_at(film, c, row);
        bool used = is_racer_color(film, cell->fg) || is_racer_color(film, cell->bg);
        const struct seen *own = &film->now[i];
        if (used && (row != own->row || c < own->col || c >= own->col + width(i)) &&
            (row != own->head_row || c != own->head_col))
            return false;
    }
    return true;
}

static bool
is_near_room(const struct film *film, size_t i)
{
    const struct seen *s = &film->now[i];
    return is_room(film, i, s->head_col + 2, s->head_row) ||
           is_room(film, i, s->head_col - 1 - width(i), s->head_row) ||
           is_room(film, i, s->head_col + 1, s->head_row + 1) ||
           is_room(film, i, s->head_col + 1, s->head_row - 1);
}

static bool
is_far(const struct film *film, size_t i)
{
    const struct seen *s = &film->now[i];
    int right = s->col - s->head_col, left = s->head_col - (s->col + width(i) - 1);
    return right > COLS_NEAR || left > COLS_NEAR || abs(s->row - s->head_row) > ROWS_NEAR;
}

static void
assert_apart(const struct film *film)
{
    for (size_t i = 0; i < NAMED; i++)
        for (size_t k = 0; k < NAMED; k++) {
            const struct seen *a = &film->now[i], *b = &film->now[k];
            if (i != k && a->name && b->name && a->row == b->row && a->col <= b->col)
                assert_true(a->col + width(i) < b->col);
        }
}

/* A name that goes with its head has not moved. */
static void
count_moves(struct film *film)
{
    for (size_t i = 0; i < NAMED; i++) {
        const struct seen *now = &film->now[i], *last = &film->last[i];
        if (!now->head || !now->name || !last->head || !last->name)
            continue;
        film->moves += now->col - now->head_col != last->col - last->head_col ||
                       now->row - now->head_row != last->row - last->head_row;
    }
}

static void
look(struct film *film)
{
    free(screen(&film->b));
    memcpy(film->last, film->now, sizeof film->now);
    for (size_t i = 0; i < NAMED; i++) {
        find(film, i);
        bool away = film->now[i].head && film->now[i].name && is_far(film, i) &&
                    is_near_room(film, i);
        film->away[i] = away ? film->away[i] + 1 : 0;
        assert_true(film->away[i] <= LONGEST_AWAY);
    }
    assert_apart(film);
    count_moves(film);
}

static void
open_film(struct film *film, int cols, int rows)
{
    struct app_options options = options_for("race");
    struct layout layout;
    memset(film, 0, sizeof *film);
    theme_init(&film->theme, &options.caps);
    bench_open_with(&film->b, &options, cols, rows);
    layout_fit(&layout, cols, rows, NAMED);
    film->field = layout.field;
}

static void
play(struct film *film)
{
    tick(&film->b);
    look(film);
}

/* Over a hundred steps of six racers a name changes its place now and then. */
static void
names_stay_near_and_apart(void **state)
{
    (void)state;
    enum { MOVES_MOST = 10 };
    static const int sizes[][2] = {
        {120, 40},
        {200, 60}
    };
    for (size_t s = 0; s < 2; s++) {
        struct film film;
        int named = 0;
        open_film(&film, sizes[s][0], sizes[s][1]);
        press(&film.b, ' ');
        for (int step = 0; step < STEPS; step++) {
            play(&film);
            for (size_t i = 0; i < NAMED; i++)
                named += film.now[i].name;
        }
        assert_true(named > (NAMED - 1) * STEPS);
        assert_true(film.moves <= MOVES_MOST);
        bench_close(&film.b);
    }
}

/* An event is told in the line of the name it belongs to, and next to it. */
static void
captions_stand_beside_their_names(void **state)
{
    (void)state;
    static const char caption[] = "overshoot";
    struct film film;
    int told = 0, length = (int)strlen(caption);
    open_film(&film, 120, 40);
    press(&film.b, ' ');
    for (int step = 0; step < STEPS; step++) {
        play(&film);
        for (size_t i = 0; i < NAMED; i++)
            for (int row = film.field.row; row < film.field.row + film.field.rows; row++)
                for (int col = film.field.col; col + length < film.b.canvas.cols; col++) {
                    const struct seen *s = &film.now[i];
                    if (!begins(&film, i, col, row, caption))
                        continue;
                    assert_int_equal(row, s->row);
                    assert_true(col == s->col + width(i) + 1 ||
                                col == s->col - length - 1);
                    told++;
                }
    }
    assert_true(told > 20);
    bench_close(&film.b);
}

static bool
is_arrow(const struct film *film, size_t i, const struct cell *cell)
{
    uint32_t glyph = cell->glyph;
    return cell->bg == theme_racer(&film->theme, i).color &&
           (glyph == 0x25b6 || glyph == 0x25c0 || glyph == 0x25b2 || glyph == 0x25bc);
}

/* Does the note of racer @i, whose arrow is at (@col, @row), touch it? It is wider than
 * the name, and may begin far to the left above or below. */
static bool
is_beside(const struct film *film, size_t i, int col, int row)
{
    const struct seen *s = &film->now[i];
    if (s->row != row)
        return abs(s->row - row) == 1 && s->col <= col + 1;
    const struct cell *before = cell_at(film, col - 2, row);
    color_t own = theme_racer(&film->theme, i).color;
    return s->col == col + 2 || (s->col < col && before->fg == own);
}

/* Where arrows stand side by side not all notes have room beside them. */
static bool
is_alone(const struct film *film, size_t i, int col, int row)
{
    const struct rect *f = &film->field;
    for (int r = row - 3; r <= row + 3; r++)
        for (int c = col - 30; c <= col + 30; c++) {
            if (r < f->row || c < f->col || r >= f->row + f->rows ||
                c >= f->col + f->cols)
                continue;
            for (size_t k = 0; k < NAMED; k++)
                if (k != i &&
                    cell_at(film, c, r)->bg == theme_racer(&film->theme, k).color)
                    return false;
        }
    return true;
}

/* Whatever trails lie there. */
static void
notes_stand_beside_their_arrows(void **state)
{
    (void)state;
    struct film film;
    int noted = 0;
    open_film(&film, 120, 40);
    type_text(&film.b, "zz"); /* closer: all but some have left the window */
    press(&film.b, ' ');
    for (int step = 0; step < STEPS; step++) {
        play(&film);
        const struct rect *f = &film.field;
        for (int at = 0; at < f->rows * f->cols; at++)
            for (size_t i = 0; i < NAMED; i++) {
                int col = f->col + at % f->cols, row = f->row + at / f->cols;
                if (!is_arrow(&film, i, cell_at(&film, col, row)) || !film.now[i].name)
                    continue;
                if ((film.now[i].head && film.now[i].head_col == col) ||
                    !is_alone(&film, i, col, row))
                    continue; /* a head whose shape is an arrow's, or a crowd */
                assert_true(is_beside(&film, i, col, row));
                noted++;
            }
    }
    assert_true(noted > STEPS / 2);
    bench_close(&film.b);
}

static bool
has(struct bench *b, const char *text)
{
    char *all = screen(b);
    bool found = strstr(all, text) != NULL;
    free(all);
    return found;
}

/* Two or more in one cell share a name, in the colours of all; one that leaves has its
 * own again. Where there is no room for all of them the rest is counted. */
static void
heads_in_one_cell_share_a_name(void **state)
{
    (void)state;
    struct film film = {0};
    struct names_of {
        int cols;
        const char *text;
    } of[] = {
        {120, "GD, Momentum, Nesterov, AdaGrad +2"  },
        {200, "GD, Momentum, AdaGrad, RMSProp, Adam"},
    };
    for (size_t k = 0; k < 2; k++) {
        open_film(&film, of[k].cols, 40);
        type_text(&film.b, ":20000");
        press(&film.b, UI_KEY_ENTER);
        assert_true(shows(&film.b, of[k].text));
        app_draw(film.b.app, &film.b.canvas);
        int own = 0;
        for (int row = film.field.row; row < film.field.row + film.field.rows; row++)
            for (int col = film.field.col; col < film.field.col + film.field.cols - 9;
                 col++)
                own += begins(&film, 1, col, row, names[1]);
        assert_int_equal(own, 1);
        press(&film.b, '2'); /* the chosen one is named first, and seen */
        assert_true(shows(&film.b, k ? "Momentum, AdaGrad, RMSProp"
                                     : "Momentum, Nesterov, AdaGrad"));
        press(&film.b, '0');
        type_text(&film.b, ":60");
        press(&film.b, UI_KEY_ENTER);
        assert_false(has(&film.b, "Momentum, "));
        bench_close(&film.b);
    }
}

/* While playing they must have been together for a while, so that nothing hops. */
static void
meetings_in_passing_change_no_name(void **state)
{
    (void)state;
    struct film film = {0};
    open_film(&film, 120, 40);
    bool joined = false;
    int changes = 0;
    press(&film.b, ' ');
    for (int step = 0; step < STEPS; step++) {
        tick(&film.b);
        bool now =
            has(&film.b, ", Adam") || has(&film.b, "GD, ") || has(&film.b, "AdaGrad, ");
        changes += now != joined;
        joined = now;
    }
    assert_in_range(changes, 0, 4);
    bench_close(&film.b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stay_near_and_apart),
        cmocka_unit_test(captions_stand_beside_their_names),
        cmocka_unit_test(notes_stand_beside_their_arrows),
        cmocka_unit_test(heads_in_one_cell_share_a_name),
        cmocka_unit_test(meetings_in_passing_change_no_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
