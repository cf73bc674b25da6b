#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include <ravine/ravine.h>

#include "cli/options.h"
#include "cli/output.h"

static int
run(struct options *options)
{
    if (options_has(options, OPTION_HELP)) {
        options_help(options->command, stdout);
        return EXIT_FINE;
    }
    if (options_has(options, OPTION_VERSION)) {
        puts("ravine " RAVINE_VERSION);
        return EXIT_FINE;
    }
    if (options->faults)
        return EXIT_USAGE;
    return commands[options->command].run(options);
}

int
main(int argc, char **argv)
{
    struct options options;
    setlocale(LC_CTYPE, ""); /* LC_NUMERIC stays "C": a point is a point */
    signal(SIGPIPE, SIG_DFL);
    if (!options_parse(&options, argc, argv)) {
        fputs("ravine: out of memory\n", stderr);
        return EXIT_ENVIRONMENT;
    }
    int status = output_finish(run(&options));
    options_finish(&options);
    return status;
}
