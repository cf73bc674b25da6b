/* `ravine render`: whole files of the asked kind and size, the same each time. */
#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../close.h"
#include "run.h"

static char folder[] = "/tmp/ravine-render-XXXXXX";

static int
make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static void
empty(const char *path)
{
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char *name;
        assert_true(asprintf(&name, "%s/%s", path, entry->d_name) > 0);
        if (entry->d_name[0] != '.' && unlink(name) != 0) {
            empty(name);
            rmdir(name);
        }
        free(name);
    }
    closedir(dir);
}

static int
remove_folder(void **state)
{
    (void)state;
    empty(folder);
    return rmdir(folder);
}

struct bytes {
    char *data; /* NUL behind */
    size_t n;
};

static struct bytes
slurp(const char *name)
{
    char path[512];
    struct bytes bytes = {NULL, 0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    fseek(in, 0, SEEK_END);
    bytes.n = (size_t)ftell(in);
    rewind(in);
    bytes.data = calloc(bytes.n + 1, 1);
    assert_int_equal(fread(bytes.data, 1, bytes.n, in), bytes.n);
    fclose(in);
    return bytes;
}

/* Render @what to @name in the folder and read it. */
static struct bytes
render(const char *what, const char *name)
{
    char arguments[512];
    snprintf(arguments, sizeof arguments, "render %s -o %s/%s", what, folder, name);
    expect(arguments, 0, NULL);
    return slurp(name);
}

/* @arguments with the folder in the place of "%s". */
static void
expect_in_folder(const char *arguments, int status, const char *complaint)
{
    char text[512];
    const char *place = strstr(arguments, "%s");
    assert_non_null(place);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(place - arguments), arguments, folder,
             place + 2);
    expect(text, status, complaint);
}

/* Each element that is opened is closed, the innermost first; values are in quotes. */
static void
assert_well_formed(const char *text)
{
    enum { DEEP = 64, NAME = 32 };
    char open[DEEP][NAME];
    size_t depth = 0, elements = 0;
    while ((text = strchr(text, '<'))) {
        char name[NAME];
        size_t n = strcspn(++text, " >/\n");
        bool closing = *text == '/';
        if (*text == '?' || *text == '!') {
            text = strchr(text, '>');
            continue;
        }
        if (closing)
            n = strcspn(++text, ">");
        assert_true(n > 0 && n < NAME);
        snprintf(name, sizeof name, "%.*s", (int)n, text);
        const char *end = text + n;
        for (char quote = 0; *end && (*end != '>' || quote); end++)
            if (*end == '"')
                quote = !quote;
        assert_int_equal(*end, '>');
        if (closing) {
            assert_true(depth > 0);
            assert_string_equal(open[--depth], name);
        } else if (end[-1] != '/') {
            assert_true(depth < DEEP);
            strcpy(open[depth++], name);
        }
        elements++;
        text = end;
    }
    assert_int_equal(depth, 0);
    assert_true(elements > 100);
}

static unsigned
big_endian(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

static void
svg(void **state)
{
    (void)state;
    struct bytes file = render("race --step 50 --theme light", "a.svg");
    assert_int_equal(strlen(file.data), file.n);
    assert_non_null(strstr(file.data, "<svg "));
    assert_non_null(strstr(file.data, "960"));
    assert_non_null(strstr(file.data, "<image "));
    assert_well_formed(file.data);
    free(file.data);
}

static void
pdf(void **state)
{
    (void)state;
    struct bytes file = render("oring --size 400x300", "a.pdf");
    assert_int_equal(strncmp(file.data, "%PDF-1.", 7), 0);
    assert_int_equal(strcmp(file.data + file.n - 6, "%%EOF\n"), 0);
    free(file.data);
}

static void
png(void **state)
{
    (void)state;
    struct bytes file = render("race --step 5 --size 321x200", "a.png");
    assert_memory_equal(file.data, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    assert_int_equal(big_endian(file.data + 16), 321);
    assert_int_equal(big_endian(file.data + 20), 200);
    assert_memory_equal(file.data + file.n - 8, "IEND", 4);
    free(file.data);
    file = render("race --view 3d --size 640x480", "b.PNG");
    assert_int_equal(big_endian(file.data + 16), 640);
    free(file.data);
}

static void
same_each_time(void **state)
{
    (void)state;
    static const char *const names[] = {"1.svg", "1.pdf", "1.png", "1.txt", "1.ans"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct bytes one = render("basins --step 30", names[i]);
        struct bytes two = render("basins --step 30", names[i]);
        struct bytes other = render("basins --step 31", names[i]);
        assert_int_equal(one.n, two.n);
        assert_memory_equal(one.data, two.data, one.n);
        assert_true(one.n != other.n || memcmp(one.data, other.data, one.n) != 0);
        free(one.data);
        free(two.data);
        free(other.data);
    }
}

/* Nothing of the screen but what belongs to the picture: its cells would be rectangles by
 * the thousand. */
static void
views_are_figures(void **state)
{
    (void)state;
    static const char *const views[] = {"map", "3d", "section", "charts", "data"};
    size_t n = sizeof views / sizeof *views;
    for (size_t i = 0; i < 2 * n; i++) { /* alone, then beside the map */
        char what[128];
        size_t paths = 0;
        snprintf(what, sizeof what, "svm --step 40 --size 480x360 --view %s%s",
                 views[i % n], i < n ? "" : " --split");
        struct bytes file = render(what, "view.svg");
        assert_well_formed(file.data);
        for (const char *at = file.data; (at = strstr(at, "<path")); at++)
            paths++;
        assert_true(paths > 40 && paths < 1500);
        free(file.data);
    }
}

/* What a scene tells is of its own racers. */
static void
other_racers_have_no_notes(void **state)
{
    (void)state;
    static const char note[] = "Momentum adds up small slopes";
    struct bytes told = render("race --step 300", "told.txt");
    struct bytes untold = render("race --racer adam --step 300", "untold.txt");
    assert_non_null(strstr(told.data, note));
    assert_null(strstr(untold.data, note));
    free(told.data);
    free(untold.data);
}

/* No step is left out where only every so many are kept. */
static void
long_runs_end_where_they_should(void **state)
{
    (void)state;
    struct bytes file = render("race --steps 100001", "long.svg");
    assert_well_formed(file.data);
    free(file.data);
}

static void
strip_colors(char *text)
{
    char *to = text;
    for (const char *from = text; *from;) {
        if (*from == '\x1b')
            from += strcspn(from, "m") + 1;
        else
            *to++ = *from++;
    }
    *to = '\0';
}

static void
strip_trailing_blanks(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '\n')
            while (to > text && to[-1] == ' ')
                to--;
        *to++ = *from;
    }
    *to = '\0';
}

static void
screen_as_text(void **state)
{
    (void)state;
    struct bytes plain = render("race --step 40 --size 100x30", "a.txt");
    struct bytes colored = render("race --step 40 --size 100x30", "a.ans");
    assert_int_equal(count_lines(plain.data), 30);
    assert_non_null(strstr(plain.data, "step 40"));
    assert_null(strchr(plain.data, '\x1b'));
    assert_non_null(strstr(colored.data, ";38;2;"));
    strip_colors(colored.data);
    strip_trailing_blanks(colored.data);
    assert_string_equal(colored.data, plain.data);
    free(plain.data);
    free(colored.data);
}

static void
film(void **state)
{
    (void)state;
    expect_in_folder("render race --steps 12 --step 9 --size 320x200 --frames %s/film", 0,
                     NULL);
    expect_in_folder("render race --steps 12 --size 320x200 -o %s/last.png", 0, NULL);
    static const char *const names[] = {"film/000009.png", "film/000010.png",
                                        "film/000011.png", "film/000012.png"};
    struct bytes frame[4], last = slurp("last.png");
    for (size_t i = 0; i < 4; i++)
        frame[i] = slurp(names[i]);
    for (size_t i = 0; i < 3; i++)
        assert_true(frame[i].n != frame[i + 1].n ||
                    memcmp(frame[i].data, frame[i + 1].data, frame[i].n) != 0);
    assert_int_equal(big_endian(frame[3].data + 16), 320);
    for (size_t i = 0; i < 4; i++)
        free(frame[i].data);
    free(last.data);
}

static void
complaints(void **state)
{
    (void)state;
    static const struct {
        const char *arguments;
        int status;
        const char *complaint;
    } cases[] = {
        {"render race",                             2, "render needs a file (-o FILE)"},
        {"render race -o %s/a.gif",                 2, "unknown ending (one of .svg"  },
        {"render race -o %s/svg",                   2, "unknown ending"               },
        {"render race -o %s/a.png --size 10x400",   2, "column 1: the width must be"  },
        {"render race -o %s/a.png --size 400x9000", 2, "column 5: the height must be" },
        {"render race -o %s/a.txt --size 79x24",    2, "whole number 80 to 1000"      },
        {"render race -o %s/a.png --size 400",      2, "a size is WxH"                },
        {"render race -o %s/a.png --step x",        2, "--step 'x'"                   },
        {"render race -o %s/a.png --view 4d",       2, "--view '4d'"                  },
        {"render race -o %s/a.png --frames /tmp",   2, "either a picture"             },
        {"render race --steps 20000 --frames %s/f", 2, "at most 10000 frames"         },
        {"render race --step 2000 --frames %s/f",   2, "the film ends at step 1000"   },
        {"render race -o %s/a.png --view data",     2, "is not made of data"          },
        {"render rase -o %s/a.png",                 2, "did you mean 'race'?"         },
        {"render race -o %s/no/a.txt",              3, "no/a.txt: No such file"       },
        {"render race -o %s",                       2, "unknown ending"               },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strstr(cases[i].arguments, "%s"))
            expect_in_folder(cases[i].arguments, cases[i].status, cases[i].complaint);
        else
            expect(cases[i].arguments, cases[i].status, cases[i].complaint);
    expect("render race -o", 2, "--output needs a value (FILE)");
}

/* A device stays one; what it does not take is told. */
static void
pipes_and_devices(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/full.txt", folder);
    assert_int_equal(symlink("/dev/full", path), 0);
    expect_in_folder("render race -o %s/full.txt", 3, "No space left");
    struct stat there;
    assert_int_equal(stat("/dev/full", &there), 0);
    assert_true(S_ISCHR(there.st_mode));
}

static void
without_cairo(void **state)
{
    (void)state;
    expect_in_folder("render race -o %s/a.svg", 3, "built without cairo");
    expect_in_folder("render race -o %s/a.pdf", 3, "built without cairo");
    expect_in_folder("render race --view 3d -o %s/a.png", 3, "(.txt and .ans it can)");
    struct bytes plain = render("race", "a.txt");
    free(plain.data);
}

int
main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(svg),
        cmocka_unit_test(pdf),
        cmocka_unit_test(png),
        cmocka_unit_test(views_are_figures),
        cmocka_unit_test(other_racers_have_no_notes),
        cmocka_unit_test(same_each_time),
        cmocka_unit_test(long_runs_end_where_they_should),
        cmocka_unit_test(film),
        cmocka_unit_test(screen_as_text),
        cmocka_unit_test(complaints),
        cmocka_unit_test(pipes_and_devices),
    };
    const struct CMUnitTest some[] = {
        cmocka_unit_test(without_cairo),
        cmocka_unit_test(screen_as_text),
        cmocka_unit_test(complaints),
        cmocka_unit_test(pipes_and_devices),
    };
    return HAVE_CAIRO ? cmocka_run_group_tests(all, make_folder, remove_folder)
                      : cmocka_run_group_tests(some, make_folder, remove_folder);
}
