package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client calls a request by, to be sure that it is carried out once. */
record IdempotencyKey(String text) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");
    private static final Pattern QUOTED = Pattern.compile("^\"(.*)\"$");

    /**
     * @param lines of the header; quotes around the key do not belong to it
     * @throws ProblemException 400 if there are several, or one that is no key
     */
    static Optional<IdempotencyKey> of(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String text = QUOTED.matcher(lines.get(0).strip()).replaceFirst("$1");
        if (lines.size() > 1 || !FORM.matcher(text).matches()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "Idempotency-Key must be one header of 1 to 255 visible ASCII characters.");
        }
        return Optional.of(new IdempotencyKey(text));
    }
}
