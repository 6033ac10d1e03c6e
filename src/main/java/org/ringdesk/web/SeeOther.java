package org.ringdesk.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What a form that did its work answers with: 303, so that a reload repeats nothing. */
public final class SeeOther {
    private SeeOther() {}

    /** @param path within Ringdesk, encoded as it shall stand in the address */
    public static ModelAndView at(String path) {
        var redirect = new RedirectView(path);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        return new ModelAndView(redirect);
    }
}
