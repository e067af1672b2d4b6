package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the limits of {@link ContactFields}. */
@ApplicationScoped
public class ContactValidator {

    /** Thousands of tags may each be too long. */
    private static final int MAX_ERRORS = 100;

    @Inject
    Validator validator;

    /**
     * A field that stays as it is is not checked: it may be older than a limit, and must not block changes of other
     * fields.
     *
     * @param before what the contact has been; empty for a new one
     * @param others what is wrong beside the fields' limits
     * @throws ProblemException 422 with every field at fault, a hundred at most
     */
    public void check(Optional<ContactFields> before, ContactFields fields, List<FieldError> others) {
        List<FieldError> errors = new ArrayList<>(others);
        Set<ConstraintViolation<ContactFields>> violations = validator.validate(fields);
        if (!violations.isEmpty()) {
            Set<String> unchanged = before.map(fields::namesOfEqual).orElse(Set.of());
            violations.stream()
                    .filter(violation -> !unchanged.contains(field(violation)))
                    .map(ContactValidator::error)
                    .forEach(errors::add);
        }
        refuse(errors);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            errors.sort(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail));
            throw ProblemException.ofFields(
                    ProblemType.INVALID_FIELDS, List.copyOf(errors.subList(0, Math.min(MAX_ERRORS, errors.size()))));
        }
    }

    private static String field(ConstraintViolation<ContactFields> violation) {
        return violation.getPropertyPath().iterator().next().getName();
    }

    private static FieldError error(ConstraintViolation<ContactFields> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            pointer.append('/')
                    .append(node.getKind() == ElementKind.CONTAINER_ELEMENT ? node.getIndex() : node.getName());
        }
        return new FieldError(pointer.toString(), violation.getMessage());
    }
}
