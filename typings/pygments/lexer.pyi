from collections.abc import Iterator

from pygments.token import Token

class Lexer:
    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Token, str]]: ...
