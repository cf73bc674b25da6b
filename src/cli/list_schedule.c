/* `ravine list schedules`: rows, and the rate plotted as bars. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <ravine/document.h>

#include "cli/list.h"

enum { PLOT_COLS = 64, PLOT_ROWS = 8, EIGHTHS = 8 };

const char *
list_schedule_id(size_t i)
{
    return rv_schedule_at(i)->id;
}

/* The rows of a list are one setting: "milestones=30|80". */
static void
print_list(const struct rv_schedule *schedule)
{
    printf("%s=", strchr(schedule->list, '.') + 1);
    for (size_t k = 0; k < schedule->list_n; k++) {
        double item = schedule->params[schedule->list_at + k].standard;
        if (item != 0)
            printf(k ? "|%g" : "%g", item);
    }
}

void
list_schedule_row(size_t i)
{
    const struct rv_schedule *schedule = rv_schedule_at(i);
    size_t n = schedule->list ? schedule->list_at : schedule->n_params;
    list_title(schedule->title, schedule->n_params == 0);
    list_settings(schedule->params, n);
    if (schedule->list) {
        putchar(' ');
        print_list(schedule);
    }
}

/* Each column's step is the one at its middle. */
static double
sample(size_t i, double *rates, double *momenta)
{
    const struct rv_schedule *schedule = rv_schedule_at(i);
    struct rv_settings settings;
    double highest = 0;
    rv_settings_init(&settings, schedule->params, schedule->n_params);
    for (int c = 0; c < PLOT_COLS; c++) {
        int64_t t = schedule->span * (2 * c + 1) / (2 * PLOT_COLS);
        struct rv_pace pace = rv_schedule_pace(i, &settings, 1, 0, t);
        rates[c] = pace.lr;
        momenta[c] = pace.momentum;
        highest = fmax(highest, pace.lr);
    }
    return highest;
}

static void
print_bars(const double *values, double highest)
{
    static const char *const bars[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    for (int row = PLOT_ROWS - 1; row >= 0; row--) {
        char label[16] = "";
        if (row == PLOT_ROWS - 1)
            snprintf(label, sizeof label, "%.3g", highest);
        printf("  %6s ▕", label);
        for (int c = 0; c < PLOT_COLS; c++) {
            double height = values[c] / highest * PLOT_ROWS * EIGHTHS - row * EIGHTHS;
            int eighths = (int)lround(fmin(fmax(height, 0), EIGHTHS));
            fputs(bars[eighths], stdout);
        }
        putchar('\n');
    }
}

static void
print_plot(size_t i)
{
    double rates[PLOT_COLS], momenta[PLOT_COLS], highest = sample(i, rates, momenta);
    double least = INFINITY, most = 0;
    for (int c = 0; c < PLOT_COLS; c++) {
        least = fmin(least, momenta[c]);
        most = fmax(most, momenta[c]);
    }
    int64_t span = rv_schedule_at(i)->span;
    printf("\nRate with these settings and L = 1\n");
    print_bars(rates, highest);
    printf("  %6s  0%*s%lld steps\n", "", PLOT_COLS - 6, "", (long long)span);
    if (!isnan(momenta[0]))
        printf("\nThe momentum, where the rule has one, moves between %.3g and %.3g.\n",
               least, most);
}

void
list_schedule_detail(size_t i)
{
    const struct rv_schedule *schedule = rv_schedule_at(i);
    printf("%s: %s\n", schedule->id, schedule->title);
    list_indented("  rate    ", schedule->formula);
    list_indented("  source  ", schedule->source);
    list_params("Settings (as schedule.KEY, or in the schedule's mapping)",
                schedule->params, NULL,
                schedule->list ? schedule->list_at : schedule->n_params);
    if (schedule->list) {
        fputs("  ", stdout);
        print_list(schedule);
        printf("   at most %zu items; %s is the first of them\n", schedule->list_n,
               strchr(schedule->params[schedule->list_at].key, '.') + 1);
    }
    if (schedule->span > 0)
        print_plot(i);
    else
        printf("\nThe rate follows the loss of the run: ravine trace shows it.\n");
}
