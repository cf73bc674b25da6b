/* Data sets as a setting: those that suit follow each other, one's own file among them.
 */
#include "bench.h"
#include "folder.h"

#include <stdio.h>
#include <unistd.h>

#include "ui/keymap.h"

static void
write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The scene in @text, with the setting `data` of its surface selected. */
static void
open_at_data(struct bench *b, const char *text, int down)
{
    write_file("s.yaml", text);
    struct app_options options = options_for("s.yaml");
    bench_open_with(b, &options, 200, 60);
    press(b, UI_KEY_TAB);
    for (int i = 0; i < down; i++)
        press(b, UI_KEY_DOWN);
}

static void
only_suitable_sets_are_turned_to(void **state)
{
    static const char *const names[] = {"oring",  "oring_std", "hours", "hours_std",
                                        "gauss2", "moons60",   "iris"};
    struct bench b;
    (void)state;
    open_at_data(&b, "surface: {id: logistic, data: oring}\nracers: [{optimizer: gd}]\n",
                 2);
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++) {
        char words[64];
        press(&b, '+');
        snprintf(words, sizeof words, "data %s → %s", names[i - 1], names[i]);
        assert_true(shows(&b, words));
    }
    press(&b, '+');
    assert_true(shows(&b, "stays at iris"));
    bench_close(&b);
}

static void
ones_own_file_is_one_of_them(void **state)
{
    struct bench b;
    (void)state;
    write_file("mine.csv", "age,weight,sick\n1,2,no\n3,1,yes\n2,5,no\n4,4,yes\n");
    open_at_data(&b,
                 "surface: {id: logistic, data: mine.csv, x: weight}\n"
                 "racers: [{optimizer: gd}]\n",
                 2);
    assert_true(shows(&b, "weight"));
    press(&b, '-');
    assert_true(shows(&b, "data mine.csv → iris"));
    press(&b, '+');
    assert_true(shows(&b, "data iris → mine.csv"));
    press(&b, UI_KEY_ENTER);
    press(&b, UI_KEY_ENTER); /* what is offered is what it is */
    assert_true(shows(&b, "weight"));
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_suitable_sets_are_turned_to),
        cmocka_unit_test(ones_own_file_is_one_of_them),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
