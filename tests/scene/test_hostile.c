/* Files that want to hang, crash or fill the memory: each gives a fault, at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "load.h"

static char folder[] = "/tmp/ravine-hostile-XXXXXX";

static int
make_folder(void **state)
{
    (void)state;
    alarm(100); /* a hang is a failure */
    return mkdtemp(folder) ? 0 : -1;
}

static int
remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void
expect_fault(const char *path, enum rv_status status, const char *text)
{
    struct scene *scene;
    struct faults faults = {0};
    assert_int_equal(scene_load(&scene, path, &faults), status);
    assert_null(scene);
    assert_int_equal(faults.n, 1);
    if (!strstr(faults.items[0].text, text))
        fail_msg("%s: '%s' lacks '%s'", path, faults.items[0].text, text);
    faults_finish(&faults);
}

static void
huge_file(void **state)
{
    char path[64];
    (void)state;
    snprintf(path, sizeof path, "%s/huge.yaml", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(ftruncate(fileno(file), 200 << 20), 0);
    fclose(file);
    expect_fault(path, RV_E_IO, "at most 1 MiB");
    unlink(path);
}

static void
not_a_file(void **state)
{
    char path[64];
    (void)state;
    snprintf(path, sizeof path, "%s/fifo", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    expect_fault(path, RV_E_IO, "not a regular file");
    unlink(path);
    expect_fault(folder, RV_E_IO, "is a folder");
    expect_fault("/dev/zero", RV_E_IO, "not a regular file");
    expect_fault("/nowhere/scene.yaml", RV_E_IO, "No such file");
    expect_fault("rase", RV_E_UNKNOWN, "did you mean 'race'?");
}

/* @unit again and again, 1 MiB of it. */
static void
expect_bad_repeat(const char *begin, const char *unit)
{
    size_t size = 1 << 20, n = strlen(begin), step = strlen(unit);
    char *text = malloc(size + 1);
    memcpy(text, begin, n);
    for (; n + step <= size; n += step)
        memcpy(text + n, unit, step);
    struct faults faults = load_bad(text, n);
    assert_true(faults.n <= 100);
    faults_finish(&faults);
    free(text);
}

static void
deep_and_wide(void **state)
{
    static const char *const units[] = {
        "[",    "{",     "{a: ", "- ",    "? ",    "[[{",    "a: b\n", "- a\n",
        "'",    "\"\\",  "a",    "a\n",   "? a\n", "&a ",    "*a ",    "!a ",
        "|\n ", "# a\n", ",",    "---\n", "%a\n",  "a: *b\n"};
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        expect_bad_repeat("", units[i]);
        expect_bad_repeat("surface: ", units[i]);
        expect_bad_repeat("racers: [", units[i]);
    }
}

static void
many_lines_of_one_key(void **state)
{
    size_t n = 0, size = 1 << 20;
    char *text = malloc(size);
    (void)state;
    for (int i = 0; n + 32 < size; i++)
        n += (size_t)snprintf(text + n, size - n, "key%d: %d\n", i, i);
    struct faults faults = load_bad(text, n);
    assert_non_null(strstr(faults.items[0].text, "too many keys"));
    faults_finish(&faults);
    free(text);
}

static uint32_t
next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A good scene with bytes changed, dropped and doubled is read or refused, never more. */
static void
mutations(void **state)
{
    static const char good[] =
        "title: \"a \\\"b\\\"\"\nsurface: {id: quadratic, a11: 1, a22: 25}\n"
        "window: {x: [-5, 5], y: [-3, 3]}\nstart: [-4, 2]\nsteps: 200\nseed: 7\n"
        "racers:\n  - {optimizer: gd, lr: 0.03}\n"
        "  - {optimizer: momentum, lr: 0.03, beta: 0.9, label: heavy ball, start: [1, "
        "2]}\n"
        "edits:\n  - {at: 40, racer: heavy ball, beta: 0.95}\n"
        "notes:\n  - {at: 0, text: \"x\"}\n  - {at: 2, ask: w, choices: [gd, b], answer: "
        "{first_to: 1e-3}}\nclaims:\n  - {racer: gd, loss_above: 1.0e-3, at: 80}\n"
        "  - {racer: gd, lands_near: [0, 0], within: 1, by: 80}\n";
    static const char spice[] = "[]{}:,-&*!|>'\"%@#\n\t \x00\x1b\xff"
                                "0e.~?";
    uint32_t seed = 1;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[sizeof good];
        struct scene *scene;
        struct faults faults = {0};
        size_t n = sizeof good - 1;
        memcpy(text, good, sizeof good);
        for (uint32_t k = 0; k <= next_random(&seed) % 4; k++) {
            size_t at = next_random(&seed) % n;
            if (next_random(&seed) % 3)
                text[at] = spice[next_random(&seed) % (sizeof spice - 1)];
            else
                memmove(text + at, text + at + 1, --n - at);
        }
        enum rv_status status = scene_parse(&scene, "mutant", text, n, &faults);
        assert_true((status == RV_OK) == (scene != NULL));
        assert_true((status == RV_OK) == (faults.n == 0));
        scene_destroy(scene);
        faults_finish(&faults);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(huge_file),     cmocka_unit_test(not_a_file),
        cmocka_unit_test(deep_and_wide), cmocka_unit_test(many_lines_of_one_key),
        cmocka_unit_test(mutations),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
