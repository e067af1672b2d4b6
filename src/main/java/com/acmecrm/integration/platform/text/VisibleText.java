package com.acmecrm.integration.platform.text;

import java.util.regex.Pattern;

/** Distinguishes text that a person can see from text that is not empty and shows nothing. */
public final class VisibleText {

    /**
     * A character class, to be used inside another one: blanks of every width, controls, formats, noncharacters, and what
     * Unicode 15 calls Default_Ignorable_Code_Point beside these (Java has no property for it). U+2800, the empty Braille
     * pattern, is a symbol by its category and a blank to everyone who looks at it.
     */
    public static final String INVISIBLE = "[\\p{Z}\\p{Cc}\\p{Cf}\\p{IsWhite_Space}\\p{IsNoncharacter_Code_Point}"
            + "\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{2800}\\x{3164}"
            + "\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}]";

    private static final Pattern VISIBLE = Pattern.compile("[^" + INVISIBLE + "]");

    private VisibleText() {}

    /** Whether there is at least one character that can be seen. */
    public static boolean isVisible(CharSequence text) {
        return VISIBLE.matcher(text).find();
    }
}
