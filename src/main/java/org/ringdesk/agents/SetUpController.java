package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringdesk.agents.passwords.PasswordsBusy;
import org.ringdesk.people.InvalidPerson;
import org.ringdesk.people.PersonProblem;
import org.ringdesk.web.SeeOther;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class SetUpController {
    private final FirstAdministrator firstAdministrator;
    private final ChosenPasswords passwords;
    private final Sessions sessions;

    SetUpController(FirstAdministrator firstAdministrator, ChosenPasswords passwords, Sessions sessions) {
        this.firstAdministrator = firstAdministrator;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping("/setup/{token}")
    ModelAndView show(@PathVariable String token) {
        firstAdministrator.check(token);
        return page(new SetUpPage(token, SetUpForm.empty(), Map.of()), HttpStatus.OK);
    }

    @PostMapping("/setup/{token}")
    ModelAndView create(
            @PathVariable String token,
            @ModelAttribute("form") SetUpForm form,
            HttpServletRequest request,
            HttpServletResponse response) {
        firstAdministrator.check(token);
        Map<String, MessageSourceResolvable> problems = problems(form);
        try {
            if (problems.isEmpty()) {
                String hash = passwords.hash(token, form.newPassword());
                sessions.begin(firstAdministrator.create(token, form, hash), request, response);
                return SeeOther.at("/");
            }
        } catch (InvalidPerson invalid) {
            invalid.problems().forEach(problem -> problems.put(field(problem), problem));
        } catch (PasswordsBusy busy) {
            busy.tell(response);
            return page(
                    new SetUpPage(token, form, Map.of("password", PasswordsBusy.notice())),
                    HttpStatus.SERVICE_UNAVAILABLE);
        }
        return page(new SetUpPage(token, form, problems), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Map<String, MessageSourceResolvable> problems(SetUpForm form) {
        Map<String, MessageSourceResolvable> problems = new LinkedHashMap<>();
        if (form.login().isEmpty()) {
            problems.put("login", SignInForm.notice("agents.setup.login-missing"));
        }
        MessageSourceResolvable password = passwords.problem(form.newPassword(), form);
        if (password != null) {
            problems.put("password", password);
        }
        return problems;
    }

    private static String field(PersonProblem problem) {
        return problem.field().equals("email_address") ? "email" : "login";
    }

    private static ModelAndView page(SetUpPage page, HttpStatus status) {
        var view = new ModelAndView("agents/setup", Map.of("page", page));
        view.setStatus(status);
        return view;
    }
}
