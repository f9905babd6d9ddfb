package com.pmerit.d4.worker;

/** The bundler's output is not the upload form that it is documented to be. */
final class MalformedUploadException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedUploadException(String message) {
        super(message);
    }
}
