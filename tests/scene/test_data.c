/* Data in scenes: the words that choose them, files beside the scene, and their names in
 * a scene that is saved elsewhere. */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ravine/objective.h>

#include "scene/path.h"
#include "scene/save.h"

static char folder[64];

static int
make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/ravine-scene-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    return mkdir("a", 0700) | mkdir("a/data", 0700) | mkdir("b", 0700);
}

static int
remove_folder(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return chdir("/") || system(command);
}

static void
write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static const char table[] = "id,age,weight,sick\n"
                            "a,1,2,no\nb,3,1,yes\nc,2,5,no\nd,4,4,yes\n";

/* A scene called @name with @surface. */
static struct scene *
read_scene(const char *name, const char *surface, struct faults *faults)
{
    struct scene *scene;
    char text[400];
    snprintf(text, sizeof text, "surface: %s\nracers: [{optimizer: gd}]\n", surface);
    scene_parse(&scene, name, text, strlen(text), faults);
    return scene;
}

static struct scene *
read_good(const char *name, const char *surface)
{
    struct faults faults = {0};
    struct scene *scene = read_scene(name, surface, &faults);
    if (!scene)
        fail_msg("%s: %s", surface, faults.items[0].text);
    faults_finish(&faults);
    return scene;
}

static void
a_scene_chooses_columns(void **state)
{
    static const struct {
        const char *surface, *x, *y;
        bool standardize;
    } cases[] = {
        {"{id: logistic, data: t.csv, x: age, y: sick}",                 "age",        "sick", false},
        {"{id: logistic, data: t.csv, x: [age, weight], y: 4}",          "age|weight", "4",    false},
        {"{standardize: yes, y: sick, x: 3, data: t.csv, id: logistic}", "3",          "sick",
         true                                                                                       },
        {"{id: svm, data: t.csv, x: \"age|3\", standardize: 1}",         "age|3",      "",     true },
    };
    (void)state;
    write_file("t.csv", table);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct scene *scene = read_good("s.yaml", cases[i].surface);
        const struct rv_surface_spec *spec = &scene->document.surface;
        assert_string_equal(spec->data, "t.csv");
        assert_string_equal(spec->columns.x, cases[i].x);
        assert_string_equal(spec->columns.y, cases[i].y);
        assert_int_equal(spec->columns.standardize, cases[i].standardize);
        assert_true(spec->data_digest != 0);
        scene_destroy(scene);
    }
}

static void
faults_stand_at_the_word(void **state)
{
    static const struct {
        const char *surface;
        int column;
        const char *words;
    } cases[] = {
        {"{id: logistic, data: none.csv}",           31, "none.csv: cannot be opened"     },
        {"{id: logistic, data: t.csv, x: agee}",     31, "did you mean 'age'"             },
        {"{id: logistic, data: bad.csv}",            31, "bad.csv:3:2: y: 'no' is not a n"},
        {"{id: logistic, data: t.csv, x: []}",       41, "x must not be empty"            },
        {"{id: logistic, data: t.csv, x: {a: 1}}",   41, "x must be a list"               },
        {"{id: logistic, data: t.csv, x: [[a], b]}", 42,
         "a column must be a single value"                                                },
        {"{id: logistic, standardize: 2}",           38, "standardize"                    },
        {"{id: rosenbrock, standardize: 1}",         27, "unknown setting 'standardize'"  },
        {"{id: logistic, dta: t.csv}",               25, "did you mean 'data'"            },
    };
    (void)state;
    write_file("t.csv", table);
    write_file("bad.csv", "x,y\n1,2\n3,no\n");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct faults faults = {0};
        struct scene *scene = read_scene("s.yaml", cases[i].surface, &faults);
        if (scene || faults.n != 1 || faults.items[0].line != 1 ||
            faults.items[0].column != cases[i].column ||
            !strstr(faults.items[0].text, cases[i].words))
            fail_msg("case %zu: %d: %s", i, faults.items[0].column, faults.items[0].text);
        faults_finish(&faults);
    }
}

static void
a_file_lies_beside_its_scene(void **state)
{
    char whole[128];
    (void)state;
    write_file("a/data/t.csv", table);
    struct scene *scene =
        read_good("a/s.yaml", "{id: logistic, data: data/t.csv, x: age}");
    assert_string_equal(scene->document.surface.data, "a/data/t.csv");
    scene_destroy(scene);
    snprintf(whole, sizeof whole, "{id: logistic, data: %s/a/data/t.csv, x: age}",
             folder);
    scene_destroy(read_good("b/s.yaml", whole));
    struct faults faults = {0};
    assert_null(
        read_scene("s.yaml", "{id: logistic, data: data/t.csv, x: age}", &faults));
    faults_finish(&faults);
}

static void
assert_path(const char *scene, const char *name, const char *expected)
{
    char from[512], beside[512];
    assert_true(path_from(from, sizeof from, scene, name));
    assert_string_equal(from, expected);
    assert_true(rv_data_is_file(from));
    assert_true(path_beside(beside, sizeof beside, scene, from));
    struct stat a, b;
    assert_int_equal(stat(name, &a) | stat(beside, &b), 0);
    assert_true(a.st_ino == b.st_ino && a.st_dev == b.st_dev);
}

static void
paths_lead_from_a_scene_to_its_data(void **state)
{
    char whole[128], small[8];
    (void)state;
    write_file("a/data/t.csv", table);
    write_file("t.csv", table);
    write_file("plain", table);
    snprintf(whole, sizeof whole, "%s/a/data/t.csv", folder);
    assert_path("s.yaml", "t.csv", "t.csv");
    assert_path("s.yaml", "./plain", "./plain");
    assert_path("s.yaml", "a/data/t.csv", "a/data/t.csv");
    assert_path("a/s.yaml", "a/data/t.csv", "data/t.csv");
    assert_path("a/s.yaml", whole, "data/t.csv");
    assert_path("b/s.yaml", "a/data/t.csv", "../a/data/t.csv");
    assert_path("b/s.yaml", "./plain", "../plain");
    assert_path("a/data/s.yaml", "t.csv", "../../t.csv");
    assert_path("a/../b/s.yaml", "b/../a/./data/t.csv", "../a/data/t.csv");
    assert_false(path_from(small, sizeof small, "b/s.yaml", "a/data/t.csv"));
    assert_false(path_from(whole, sizeof whole, "none/s.yaml", "t.csv"));
    assert_false(path_beside(small, sizeof small, "a/s.yaml", "data/t.csv"));
}

/* Saved into another folder and read from there it is the same race on the same data. */
static void
a_saved_scene_finds_its_data(void **state)
{
    struct faults faults = {0};
    struct scene *again;
    (void)state;
    write_file("a/data/t.csv", table);
    struct scene *scene = read_good(
        "a/s.yaml",
        "{id: logistic, data: data/t.csv, x: [age, weight], y: sick, standardize: 1}");
    assert_int_equal(scene_save(&scene->document, scene, "b/s.yaml", true, NULL), RV_OK);
    assert_int_equal(scene_load(&again, "b/s.yaml", &faults), RV_OK);
    assert_string_equal(again->document.surface.data, "b/../a/data/t.csv");
    strcpy(again->document.surface.data, scene->document.surface.data);
    assert_true(
        rv_surface_spec_equal(&scene->document.surface, &again->document.surface));
    assert_memory_equal(&scene->document.start, &again->document.start,
                        sizeof scene->document.start);
    assert_int_equal(scene_save(&again->document, again, "a/t.yaml", true, NULL), RV_OK);
    scene_destroy(again);
    assert_int_equal(scene_load(&again, "a/t.yaml", &faults), RV_OK);
    assert_string_equal(again->document.surface.data, "a/data/t.csv");
    scene_destroy(again);
    scene_destroy(scene);
    faults_finish(&faults);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scene_chooses_columns),
        cmocka_unit_test(faults_stand_at_the_word),
        cmocka_unit_test(a_file_lies_beside_its_scene),
        cmocka_unit_test(paths_lead_from_a_scene_to_its_data),
        cmocka_unit_test(a_saved_scene_finds_its_data),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
