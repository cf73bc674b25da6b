#include "tick_form.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"

double
tick_form_first(const struct tick_form *form)
{
    return ceil(form->lo / form->step - 1e-9);
}

double
tick_form_last(const struct tick_form *form)
{
    return fmin(floor(form->hi / form->step + 1e-9), tick_form_first(form) + 200);
}

/* Far from 0 the numbers differ in their last digits: all have as many. */
static bool
is_far(const struct tick_form *form)
{
    return fmax(fabs(form->lo), fabs(form->hi)) > 10 * (form->hi - form->lo);
}

char *
tick_form_text(const struct tick_form *form, double k, char text[NUMBER_TEXT_MAX])
{
    double unit = pow(10, abs(form->exponent));
    double step = form->exponent < 0 ? form->step * unit : form->step / unit;
    double number = (k - round(form->offset / form->step)) * step;
    number_tick(number, step, form->ascii, text);
    if (form->exponent || form->offset != 0 || !is_far(form) || strchr(text, 'e'))
        return text;
    char fixed[NUMBER_TEXT_MAX];
    number_fixed(number, tick_decimals(step), form->ascii, fixed);
    return strcpy(text, fixed + (fixed[0] == ' '));
}

int
tick_form_widest(const struct tick_form *form)
{
    int most = 0;
    char text[NUMBER_TEXT_MAX];
    for (double k = tick_form_first(form); k <= tick_form_last(form) && fabs(k) < 1e15;
         k++) {
        int width = text_width(tick_form_text(form, k, text));
        width += strchr(text, 'e') ? NUMBER_TEXT_MAX : 0;
        most = width > most ? width : most;
    }
    return most;
}

void
tick_form_shorten(struct tick_form *form, int room)
{
    double range = form->hi - form->lo, unit = pow(10, ceil(log10(range)));
    if (tick_form_widest(form) > room && is_far(form))
        form->offset = round((form->lo / 2 + form->hi / 2) / unit) * unit;
    if (tick_form_widest(form) > room)
        form->exponent = (int)floor(log10(form->step) + 1e-9);
}

int
tick_form_common(const struct tick_form *form, char text[TICK_FORM_TEXT_MAX])
{
    char power[NUMBER_TEXT_MAX] = "", offset[NUMBER_TEXT_MAX] = "";
    if (form->exponent)
        number_power(form->exponent, form->ascii, power);
    if (form->offset != 0)
        number_tick(fabs(form->offset), form->step, form->ascii, offset);
    const char *times = form->ascii ? "*" : "×";
    const char *sign = form->offset > 0 ? "+" : form->ascii ? "-" : "−";
    if (!*power)
        snprintf(text, TICK_FORM_TEXT_MAX, "%s%s", *offset ? sign : "", offset);
    else if (!*offset)
        snprintf(text, TICK_FORM_TEXT_MAX, "%s%s", times, power);
    else
        snprintf(text, TICK_FORM_TEXT_MAX, "%s%s %s %s", times, power, sign, offset);
    return text_width(text);
}
