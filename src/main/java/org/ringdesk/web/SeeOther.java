package org.ringdesk.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What a form that did its work answers with: 303, so that a reload repeats nothing. */
public final class SeeOther {
    /** Neither controls, blanks nor anything beyond ASCII. */
    private static final Pattern NO_HEADER = Pattern.compile("[^!-~]");

    private SeeOther() {}

    /**
     * @param path within Ringdesk, encoded as it shall stand in the address; what no header may hold is encoded in any case,
     *     whoever forgot to
     */
    public static ModelAndView at(String path) {
        var redirect = new RedirectView(
                NO_HEADER.matcher(path).replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8)));
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        return new ModelAndView(redirect);
    }
}
