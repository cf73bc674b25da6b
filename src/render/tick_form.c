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

char *
tick_form_text(const struct tick_form *form, double k, char text[NUMBER_TEXT_MAX])
{
    double unit = pow(10, abs(form->exponent));
    double step = form->exponent < 0 ? form->step * unit : form->step / unit;
    double number = (k - round(form->offset / form->step)) * step;
    return number_tick(number, step, form->ascii, text);
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
    if (tick_form_widest(form) > room &&
        fmax(fabs(form->lo), fabs(form->hi)) > 10 * range)
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
        number_tick(form->offset, form->step, form->ascii, offset);
    snprintf(text, TICK_FORM_TEXT_MAX, "%s%s%s%s",
             !*power       ? ""
             : form->ascii ? "*"
                           : "\xc3\x97",
             power, form->offset > 0 ? "+" : "", offset);
    return text_width(text);
}
