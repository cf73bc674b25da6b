/* `ravine check`: are scenes valid, and do their claims hold? */
#include <stdio.h>
#include <stdlib.h>

#include "cli/base.h"
#include "cli/options.h"

/* The worst so far: input errors come before failed claims. */
static int
worse(int a, int b)
{
    static const int rank[] = {
        [EXIT_FINE] = 0, [EXIT_FAILED] = 1, [EXIT_USAGE] = 2, [EXIT_ENVIRONMENT] = 3};
    return rank[a] >= rank[b] ? a : b;
}

static int
check_claim(const struct scene *scene, size_t i)
{
    const struct claim *claim = &scene->claims[i];
    struct verdict verdict;
    struct rv_error error;
    char words[200];
    claim_describe(claim, words, sizeof words);
    enum rv_status status = claim_check(scene, i, &verdict, &error);
    if (status != RV_OK) {
        fprintf(stderr, "%s:%d:%d: %s\n", scene->name, claim->line, claim->column,
                error.text);
        return status == RV_E_MEMORY ? EXIT_ENVIRONMENT : EXIT_USAGE;
    }
    printf("%s: %s: %s (%s)\n", scene->name, verdict.holds ? "holds" : "fails", words,
           verdict.measured);
    if (!verdict.holds)
        fprintf(stderr, "%s:%d:%d: the claim fails: %s (%s)\n", scene->name, claim->line,
                claim->column, words, verdict.measured);
    return verdict.holds ? EXIT_FINE : EXIT_FAILED;
}

static int
check_scene(struct options *options, const char *name)
{
    int status = EXIT_FINE;
    struct scene *scene = base_load(options, name);
    if (!scene)
        return EXIT_USAGE;
    if (scene->n_claims == 0)
        printf("%s: fine, claims nothing\n", name);
    for (size_t i = 0; i < scene->n_claims; i++)
        status = worse(status, check_claim(scene, i));
    scene_destroy(scene);
    return status;
}

static int
check_argument(struct options *options, const char *argument)
{
    struct rv_error error;
    char **names;
    size_t n;
    int status = EXIT_FINE;
    if (scene_expand(argument, &names, &n, &error) != RV_OK) {
        usage_fault(options, "%s", error.text);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < n; i++) {
        status = worse(status, check_scene(options, names[i]));
        free(names[i]);
    }
    free(names);
    return status;
}

int
run_check(struct options *options)
{
    int status = EXIT_FINE;
    size_t i = 0;
    const struct given *word;
    if (!options_has(options, OPTION_WORD))
        usage_fault(options, "check needs a scene (a file, a folder or a bundled name)");
    while ((word = options_next(options, OPTION_WORD, &i)))
        status = worse(status, check_argument(options, word->value));
    return options->faults ? worse(status, EXIT_USAGE) : status;
}
