#include "race.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

struct pty *
race_start(const struct pty_options *options)
{
    struct pty *pty = pty_spawn((const char *const[]){RACE, NULL}, options);
    pty_expect(pty, "step 0");
    return pty;
}

static bool
loss_is(struct pty *terminal, const void *loss)
{
    int col, row;
    char text[256];
    if (!pty_find(terminal, "● Slow", &col, &row))
        return false;
    snprintf(text, sizeof text, "%s", pty_row(terminal, row));
    size_t length = strlen(text), wanted = strlen(loss);
    return length > wanted && strcmp(text + length - wanted, loss) == 0 &&
           text[length - wanted - 1] == ' ';
}

void
race_expect_loss(struct pty *pty, const char *loss)
{
    if (pty_until(pty, loss_is, loss))
        return;
    pty_dump(pty);
    fail_msg("the loss of Slow is not %s", loss);
}

/* The filled cell of the first racer in the field, left of the panel; a trail is dots. */
static bool
find_head(struct pty *terminal, int color, struct head *head)
{
    for (int row = 1; row < 21; row++)
        for (int col = 0; col < 49; col++) {
            struct pty_cell cell = pty_at(terminal, col, row);
            if (cell.bg == color && cell.glyph == 0x25cf) {
                *head = (struct head){color, col, row};
                return true;
            }
        }
    return false;
}

static bool
head_moved(struct pty *terminal, const void *from)
{
    const struct head *old = from;
    struct head now;
    return find_head(terminal, old->color, &now) &&
           (now.col != old->col || now.row != old->row);
}

static bool
head_is_at(struct pty *terminal, const void *where)
{
    const struct head *old = where;
    struct head now;
    return find_head(terminal, old->color, &now) && now.col == old->col &&
           now.row == old->row;
}

static bool
head_is_there(struct pty *terminal, const void *color)
{
    struct head head;
    return find_head(terminal, *(const int *)color, &head);
}

struct head
race_expect_head(struct pty *pty, int color)
{
    struct head head = {0};
    assert_true(pty_until(pty, head_is_there, &color));
    assert_true(find_head(pty, color, &head));
    return head;
}

bool
race_head_at(struct pty *pty, struct head head)
{
    return pty_until(pty, head_is_at, &head);
}

bool
race_head_moved(struct pty *pty, struct head from)
{
    return pty_until(pty, head_moved, &from);
}

void
race_quit(struct pty *pty)
{
    pty_type(pty, "q");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_restored(pty));
}
