/*
 * Every NAME.yaml in tests/bad gives exactly the faults in NAME.faults, one line each as
 * `line:column: text`. RENEW=1 in the environment writes them anew: look at the
 * difference.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../close.h"
#include "scene/scene.h"

static char *
faults_of(const char *path)
{
    struct scene *scene;
    struct faults faults = {0};
    char *text;
    size_t n;
    assert_int_not_equal(scene_load(&scene, path, &faults), RV_OK);
    assert_null(scene);
    FILE *out = open_memstream(&text, &n);
    for (size_t i = 0; i < faults.n; i++)
        fprintf(out, "%d:%d: %s\n", faults.items[i].line, faults.items[i].column,
                faults.items[i].text);
    fclose(out);
    faults_finish(&faults);
    return text;
}

static char *
read_file(const char *path)
{
    char *text = calloc(1, 1 << 16);
    FILE *in = fopen(path, "rb");
    if (in) {
        assert_true(fread(text, 1, (1 << 16) - 1, in) > 0);
        fclose(in);
    }
    return text;
}

static void
write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void
check_file(const char *name)
{
    char yaml[1024], expected[1024];
    int stem = (int)(strlen(name) - strlen(".yaml"));
    snprintf(yaml, sizeof yaml, "%s/%s", BAD_DIR, name);
    snprintf(expected, sizeof expected, "%s/%.*s.faults", BAD_DIR, stem, name);
    char *faults = faults_of(yaml);
    if (getenv("RENEW"))
        write_file(expected, faults);
    char *golden = read_file(expected);
    if (strcmp(golden, faults) != 0)
        print_error("%s: RENEW=1 writes the faults anew\n", name);
    assert_string_equal(golden, faults);
    free(golden);
    free(faults);
}

static void
every_fault_has_its_place(void **state)
{
    size_t n = 0;
    (void)state;
    DIR *folder = opendir(BAD_DIR);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".yaml") != 0)
            continue;
        check_file(entry->d_name);
        n++;
    }
    closedir(folder);
    assert_true(n >= 35);
}

static size_t
count_lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void
five_faults_give_five_lines(void **state)
{
    (void)state;
    char *faults = faults_of(BAD_DIR "/five-faults.yaml");
    assert_int_equal(count_lines(faults), 5);
    free(faults);
}

static void
faults_are_sorted_and_bounded(void **state)
{
    struct faults faults = {0};
    char *text;
    size_t n;
    (void)state;
    for (int i = 0; i < 150; i++)
        faults_add(&faults, 200 - i, 1, "fault\x1b[0m %d", i);
    assert_int_equal(faults.n + faults.more, 150);
    assert_int_equal(faults.more, 50);
    FILE *out = open_memstream(&text, &n);
    faults_print(&faults, "na\nme", out);
    fclose(out);
    assert_int_equal(count_lines(text), 101);
    assert_null(strchr(text, '\x1b'));
    assert_non_null(strstr(text, "na?me: and 50 more"));
    free(text);
    faults_finish(&faults);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(five_faults_give_five_lines),
        cmocka_unit_test(faults_are_sorted_and_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
