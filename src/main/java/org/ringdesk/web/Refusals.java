package org.ringdesk.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.ringdesk.platform.Refused;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** The one place where what was refused becomes a page, a fragment, or an RFC 9457 problem for a program. */
@ControllerAdvice
class Refusals {
    /** A NUL in a text, and in a text within JSON. */
    private static final Set<String> NUL = Set.of("22021", "22P05");

    private final Problems problems;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    Object refused(Refused refused, HttpServletRequest request) {
        return answer(request, Refusal.of(refused));
    }

    @ExceptionHandler
    Object mismatched(TypeMismatchException e, HttpServletRequest request) {
        return answer(request, Refusal.of(HttpStatus.BAD_REQUEST, "web.refused.value", name(e)));
    }

    @ExceptionHandler
    Object missing(MissingServletRequestParameterException e, HttpServletRequest request) {
        return answer(request, Refusal.of(HttpStatus.BAD_REQUEST, "web.refused.missing", e.getParameterName()));
    }

    @ExceptionHandler
    Object unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return answer(request, unreadable(e));
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return answer(request, Refusal.of(HttpStatus.CONTENT_TOO_LARGE));
    }

    @ExceptionHandler
    Object brokenUpload(MultipartException e, HttpServletRequest request) {
        return answer(request, Refusal.of(HttpStatus.BAD_REQUEST));
    }

    /** PostgreSQL keeps no NUL; forms with one are refused before they come here, JSON is not. */
    @ExceptionHandler
    Object unstorable(DataIntegrityViolationException e, HttpServletRequest request) {
        if (NestedExceptionUtils.getRootCause(e) instanceof SQLException sql
                && NUL.contains(String.valueOf(sql.getSQLState()))) {
            return answer(request, Refusal.of(HttpStatus.BAD_REQUEST, "web.refused.nul"));
        }
        throw e;
    }

    @ExceptionHandler({
        ErrorResponseException.class,
        HandlerMethodValidationException.class,
        HttpMediaTypeException.class,
        HttpRequestMethodNotSupportedException.class,
        MethodArgumentNotValidException.class,
        NoHandlerFoundException.class,
        NoResourceFoundException.class,
        ServletRequestBindingException.class
    })
    Object wrong(Exception e, HttpServletRequest request) {
        return answer(
                request,
                e instanceof ErrorResponse known
                        ? Refusal.of(known.getStatusCode()).with(known.getHeaders())
                        : Refusal.of(HttpStatus.BAD_REQUEST));
    }

    Object answer(HttpServletRequest request, Refusal refusal) {
        if (wantsProblem(request)) {
            return ResponseEntity.status(refusal.status())
                    .headers(refusal.headers())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problems.of(request, refusal));
        }
        var page = new ModelAndView(
                request.getHeader("HX-Request") == null ? "web/refused" : "web/refused-fragment",
                Map.of("page", new RefusedPage(refusal.status().value(), refusal.message())));
        page.setStatus(refusal.status());
        return page;
    }

    static boolean wantsProblem(HttpServletRequest request) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return path.startsWith("/api/")
                || path.startsWith("/actuator/")
                || (accept != null && accept.contains("json") && !accept.contains("html"));
    }

    private static Refusal unreadable(HttpMessageNotReadableException e) {
        TokenStreamLocation at = e.getCause() instanceof JacksonException json ? json.getLocation() : null;
        return at == null
                ? Refusal.of(HttpStatus.BAD_REQUEST, "web.refused.body")
                : Refusal.of(HttpStatus.BAD_REQUEST, "web.refused.json", at.getLineNr(), at.getColumnNr());
    }

    private static String name(TypeMismatchException e) {
        String name = e.getPropertyName();
        return name == null ? "?" : name;
    }
}
