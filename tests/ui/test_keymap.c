/* One table: every action has a key, every key one action, and lists are made from it. */
#include "../close.h"

#include <string.h>

#include "ui/keymap.h"

static void
test_every_action_has_a_key(void **state)
{
    (void)state;
    size_t n;
    const struct binding *bindings = keymap_bindings(&n);
    for (int a = 0; a < ACTION_COUNT; a++) {
        bool bound = false;
        for (size_t i = 0; i < n; i++)
            bound |= bindings[i].action == (enum action)a;
        assert_true(bound);
        assert_true(strlen(action_info((enum action)a)->help) > 0);
    }
}

static void
test_keys_are_unique(void **state)
{
    (void)state;
    size_t n;
    const struct binding *bindings = keymap_bindings(&n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++)
            assert_int_not_equal(bindings[i].key, bindings[j].key);
        assert_int_equal(keymap_find(bindings[i].key), bindings[i].action);
    }
    assert_int_equal(keymap_find(0x44f), ACTION_COUNT);
}

static void
test_lines_cover_all(void **state)
{
    (void)state;
    struct key_line line;
    size_t n = 0;
    bool arrows = false, ascii_arrows = false;
    for (; keymap_line(n, false, &line); n++)
        arrows |= strcmp(line.keys, "← →") == 0 && strcmp(line.text, "one step") == 0;
    for (size_t i = 0; keymap_line(i, true, &line); i++) {
        ascii_arrows |= strcmp(line.keys, "Left Right") == 0;
        for (const char *c = line.keys; *c; c++)
            assert_true((unsigned char)*c < 0x7f);
    }
    assert_true(arrows && ascii_arrows);
    assert_true(n > 15);
    struct key_line hints[ACTION_COUNT];
    assert_true(keymap_hints(false, hints) > 10);
    assert_string_equal(hints[0].keys, "Space");
    assert_string_equal(hints[0].text, "play");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_action_has_a_key),
        cmocka_unit_test(test_keys_are_unique),
        cmocka_unit_test(test_lines_cover_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
