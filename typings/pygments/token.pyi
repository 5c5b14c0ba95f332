class Token:
    Class: Token
    Deleted: Token
    Function: Token
    Inserted: Token
    Tag: Token

    def __contains__(self, other: Token) -> bool: ...

Comment: Token
Generic: Token
Keyword: Token
Name: Token
Number: Token
String: Token
